import type { Place } from './outline.ts'

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** `slipway completion fish | source` */
export function fishScript(places: readonly Place[], program = 'slipway'): string {
  const paths = places.filter(({ path }) => path !== '').map(({ path }) => quoted(path))
  const lines = places.flatMap(({ path, commands, choices, options }) => {
    const here = `complete -c ${program} -n ${quoted(`__${program}_at ${quoted(path)}`)}`
    return [
      ...(commands.length + choices.length > 0 ? [`${here} -f`] : []),
      ...commands.map(({ name, description }) => `${here} -a ${quoted(name)} -d ${quoted(description)}`),
      ...choices.map((choice) => `${here} -a ${quoted(choice)}`),
      ...options.map(({ long, short, description, takesValue, choices: values }) =>
        [
          here,
          `-l ${quoted(long.slice(2))}`,
          short && `-s ${quoted(short.slice(1))}`,
          values.length > 0 ? `-x -a ${quoted(values.join(' '))}` : takesValue && '-r',
          `-d ${quoted(description)}`,
        ]
          .filter(Boolean)
          .join(' '),
      ),
    ]
  })
  return `# fish completion of ${program}
function __${program}_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        switch (string trim -- "$at $word")
            case ${paths.join(' ')}
                set at (string trim -- "$at $word")
        end
    end
    test "$at" = "$argv[1]"
end
${lines.join('\n')}
`
}
