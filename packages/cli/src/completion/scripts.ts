/** By shell. Each asks `sallyport completion words` with the words up to the cursor. */
export const completionScripts: Readonly<Record<string, string>> = {
  // Not compgen: it expands what is in the words.
  bash: `_sallyport() {
  local found word=\${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  while IFS= read -r found; do
    [[ $found == "$word"* ]] && COMPREPLY+=("$found")
  done < <("\${COMP_WORDS[0]}" completion words "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _sallyport sallyport
`,
  zsh: `#compdef sallyport
_sallyport() {
  local -a found
  found=("\${(@f)$("\${words[1]}" completion words "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -- $found || _files
}
compdef _sallyport sallyport
`,
  fish: `function __sallyport_words
  set -l words (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor)
  $words[1] completion words $words[2..-1] 2>/dev/null
end
complete --command sallyport --arguments '(__sallyport_words)'
`,
};
