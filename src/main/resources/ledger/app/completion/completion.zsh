#compdef @program@
# Completion of @program@ for zsh. What fits is asked of @program@ itself.

_@program@() {
  local program=${(Q)words[1]} line files
  program=${~program}
  (( $+commands[$program] )) || [[ -x $program ]] || program=@program@
  local -a found
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      files=1
    else
      found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    fi
  done < <("$program" completion words zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
  if [[ -n $files ]]; then
    _files
  else
    _describe -V @program@ found -M 'm:{[:lower:]}={[:upper:]}'
  fi
}

if [[ $funcstack[1] == _@program@ ]]; then
  _@program@ "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _@program@ @program@
fi
