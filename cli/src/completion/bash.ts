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

const words = (list: readonly string[]) => quoted(list.join(' '))

/** `source <(slipway completion bash)` */
export function bashScript(places: readonly Place[], program = 'slipway'): string {
  const values = valuePatterns(places)
  const offer = (value: Values) =>
    typeof value === 'object'
      ? `words=${words(value)}`
      : value === 'files'
        ? 'return'
        : value === 'anything'
          ? 'compopt +o default 2>/dev/null; return'
          : `words="$(${program} ${NAMES} ${value} ${isWithinApp(value) ? '"$app" ' : ''}"\${server[@]}" 2>/dev/null)"`
  const cases = (patterns: readonly { pattern: string; value: Values }[]) =>
    patterns.map(({ pattern, value }) => `${quoted(pattern)}) ${offer(value)} ;;`).join('\n    ')
  const next = places.map(
    ({ path, commands, options }) =>
      `${quoted(path)}) words=${words(commands.map(({ name }) => name))}; options=${words(options.map(({ long }) => long))} ;;`,
  )
  return `# bash completion of ${program}
# What a word stands for: without its quotation marks, and with the value of a variable. Nothing typed is run.
_${program}_typed() {
  local word=\${1//\\"/}
  word=\${word//\\'/}
  if [[ $word =~ ^\\$\\{?([A-Za-z_][A-Za-z0-9_]*)\\}?$ ]]; then local name="\${BASH_REMATCH[1]}"; word="\${!name}"; fi
  printf '%s' "$word"
}
_${program}() {
  local at='' app='' words='' options='' i last given=0 word rest="$COMP_LINE"
  local -a line=() server=()
  COMPREPLY=()
  # Bash takes "--os=win" for three words, and an address for more: those that touch are one.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    if ((i > 0)) && [[ $rest == [![:space:]]* ]]; then line[\${#line[@]}-1]+="$word"; else line+=("$word"); fi
    rest="\${rest#"\${rest%%[![:space:]]*}"}"
    rest="\${rest#"$word"}"
  done
  last=$((\${#line[@]} - 1))
  local cur="\${line[last]}" prev="\${line[last-1]}"
  if [[ $cur == --*=* ]]; then prev="\${cur%%=*}"; cur="\${cur#*=}"; fi
  for ((i = 1; i < last; i++)); do
    word="\${line[i]}"
    case "$at|$word" in
      ${values.map(({ pattern }) => quoted(pattern)).join('|')})
        ((i++))
        case "$word" in ${SERVER_FLAGS.join('|')}) server+=("$word=$(_${program}_typed "\${line[i]}")") ;; esac
        continue ;;
    esac
    case "$word" in ${SERVER_FLAGS.map((flag) => `${flag}=*`).join('|')}) server+=("\${word%%=*}=$(_${program}_typed "\${word#*=}")") ;; esac
    if [[ $word == -* ]]; then continue; fi
    case "\${at:+$at }$word" in
      ${pathPattern(places)}) at="\${at:+$at }$word"; given=0 ;;
      *)
        if ((given == 0)); then app="$(_${program}_typed "$word")"; fi
        ((given++)) ;;
    esac
  done
  case "$at|$prev" in
    ${cases(values)}
  esac
  if [[ -z $words ]]; then
    case "$at" in
    ${next.join('\n    ')}
    esac
    if [[ $cur == -* ]]; then words="$options"; fi
  fi
  if [[ -z $words ]]; then
    case "$at|$given" in
    ${cases(argumentPatterns(places))}
    *) ${offer('anything')} ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -o default -F _${program} ${program}
`
}
