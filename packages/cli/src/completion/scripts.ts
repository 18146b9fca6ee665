/**
 * By shell. Each asks `sallyport completion words` with the words up to the cursor, and is answered with words, one a
 * line, or with `:files` or `:directories`, which the shell itself completes: behind the `=` where the word is a flag.
 */
export const completionScripts: Readonly<Record<string, string>> = {
  // bash ends words at = and :, which sallyport does not. Not compgen: it expands what is in the words.
  bash: `_sallyport() {
  local rest=$COMP_LINE blank part word found words=() index
  for ((index = 0; index <= COMP_CWORD; index++)); do
    part=\${COMP_WORDS[index]}
    blank=\${rest%%[![:blank:]]*}
    rest=\${rest#"$blank"}
    rest=\${rest#"$part"}
    if [[ -n $blank || $index == 0 ]]; then words+=("$part"); else words[-1]+=$part; fi
  done
  word=\${words[-1]}
  [[ $part == [=:] ]] && part=
  COMPREPLY=()
  while IFS= read -r found; do
    case $found in
      :files) compopt -o default ;;
      :directories) compopt -o dirnames ;;
      "$word"*) COMPREPLY+=("\${found#"\${word%"$part"}"}") ;;
    esac
  done < <("\${words[0]}" completion words "\${words[@]:1}" 2>/dev/null)
}
complete -F _sallyport sallyport
`,
  zsh: `#compdef sallyport
_sallyport() {
  local -a found
  found=("\${(@f)$("\${(Q)words[1]}" completion words "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)}")
  [[ $found[1] == :* && $PREFIX == -* ]] && compset -P 1 '*='
  case $found[1] in
    '') return 1 ;;
    :files) _files ;;
    :directories) _files -/ ;;
    *) compadd -- $found ;;
  esac
}
compdef _sallyport sallyport
`,
  fish: `function __sallyport_paths --argument-names list word
  set -l flag (string match --regex -- '^-[^=]*=' $word)
  for path in ($list (string replace -- "$flag" '' $word))
    echo "$flag$path"
  end
end
function __sallyport_words
  set -l words (commandline --current-process --tokenize --cut-at-cursor)
  set -l word (commandline --current-token --cut-at-cursor)
  set -l found ($words[1] completion words $words[2..-1] "$word" 2>/dev/null)
  switch "$found[1]"
    case ''
    case :files
      __sallyport_paths __fish_complete_path "$word"
    case :directories
      __sallyport_paths __fish_complete_directories "$word"
    case '*'
      printf '%s\\n' $found
  end
end
complete --command sallyport --no-files --arguments '(__sallyport_words)'
`,
};
