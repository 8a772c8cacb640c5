import {
  argumentPatterns,
  isWithinApp,
  NAMES,
  type Place,
  SERVER_FLAGS,
  type Values,
  valuePatterns,
} from './outline.ts'
import { pathPattern, quoted } from './quoted.ts'

const described = (name: string, description: string) =>
  quoted(`${name.replaceAll(':', '\\:')}:${description.replaceAll(':', '\\:')}`)

/** `source <(slipway completion zsh)`, or a file `_slipway` in a folder of `fpath`. */
export function zshScript(places: readonly Place[], program = 'slipway'): string {
  const values = valuePatterns(places)
  const offer = (value: Values) =>
    typeof value === 'object'
      ? `compadd -- ${value.map(quoted).join(' ')}`
      : value === 'files'
        ? '_files'
        : value === 'anything'
          ? '_message value'
          : `compadd -- \${(f)"$(${program} ${NAMES} ${value} ${isWithinApp(value) ? '"$app" ' : ''}$server 2>/dev/null)"}`
  const cases = (patterns: readonly { pattern: string; value: Values }[]) =>
    patterns.map(({ pattern, value }) => `    ${quoted(pattern)}) ${offer(value)}; return ;;`).join('\n')
  const next = places.map(({ path, commands, options }) => {
    const names = commands.map(({ name, description }) => described(name, description))
    const flags = options.map(({ long, description }) => described(long, description))
    return `    ${quoted(path)})\n      commands=(${names.join(' ')})\n      options=(${flags.join(' ')}) ;;`
  })
  return `#compdef ${program}
# What a word stands for: without its quotation marks, and with the value of a variable. Nothing typed is run.
_${program}_typed() {
  local word="\${(Q)1}" match mbegin mend MATCH MBEGIN MEND
  if [[ $word =~ '^\\$\\{?([A-Za-z_][A-Za-z0-9_]*)\\}?$' ]]; then word="\${(P)match[1]}"; fi
  print -rn -- "$word"
}
_${program}() {
  local at='' app='' word i given=0
  local -a commands options server
  for ((i = 2; i < CURRENT; i++)); do
    word="\${words[i]}"
    case "$at|$word" in
      ${values.map(({ pattern }) => quoted(pattern)).join('|')})
        ((i++))
        case "$word" in ${SERVER_FLAGS.join('|')})
          if (( i < CURRENT )); then server+=("$word=$(_${program}_typed "\${words[i]}")"); fi ;;
        esac
        continue ;;
    esac
    case "$word" in ${SERVER_FLAGS.map((flag) => `${flag}=*`).join('|')})
      server+=("\${word%%=*}=$(_${program}_typed "\${word#*=}")") ;;
    esac
    if [[ $word == -* ]]; then continue; fi
    case "\${at:+$at }$word" in
      ${pathPattern(places)}) at="\${at:+$at }$word"; given=0 ;;
      *)
        if (( given == 0 )); then app="$(_${program}_typed "$word")"; fi
        ((given++)) ;;
    esac
  done
  # "--os=win" is one word: what comes behind is completed as if it stood alone.
  local before="\${words[CURRENT-1]}"
  if [[ \${words[CURRENT]} == --*=* ]]; then
    before="\${words[CURRENT]%%=*}"
    compset -P 1 '*='
  fi
  case "$at|$before" in
${cases(values)}
  esac
  case "$at" in
${next.join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    _describe option options
    return
  elif (( $#commands )); then
    _describe command commands
    return
  fi
  case "$at|$given" in
${cases(argumentPatterns(places))}
  esac
}
if [ "$funcstack[1]" = "_${program}" ]; then
  _${program} "$@"
else
  compdef _${program} ${program}
fi
`
}
