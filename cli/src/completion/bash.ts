import { argumentPatterns, NAMES, type Place, type Values, valuePatterns } from './outline.ts'
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
          : `words="$(${program} ${NAMES} ${value} 2>/dev/null)"`
  const cases = (patterns: readonly { pattern: string; value: Values }[]) =>
    patterns.map(({ pattern, value }) => `${quoted(pattern)}) ${offer(value)} ;;`).join('\n    ')
  const next = places.map(
    ({ path, commands, options }) =>
      `${quoted(path)}) words=${words(commands.map(({ name }) => name))}; options=${words(options.map(({ long }) => long))} ;;`,
  )
  return `# bash completion of ${program}
_${program}() {
  local at='' words='' options='' i given=0 word
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  # Bash takes "--os=win" for three words.
  if [[ $cur == '=' ]]; then cur=''; elif [[ $prev == '=' ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$at|$word" in
      ${values.map(({ pattern }) => quoted(pattern)).join('|')})
        if [[ \${COMP_WORDS[i+1]} == '=' ]]; then ((i++)); fi
        ((i++)); continue ;;
    esac
    if [[ $word == -* ]]; then continue; fi
    case "\${at:+$at }$word" in
      ${pathPattern(places)}) at="\${at:+$at }$word"; given=0 ;;
      *) ((given++)) ;;
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
