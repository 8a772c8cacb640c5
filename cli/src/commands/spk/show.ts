import { leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { size, time, yesNo } from '../../output/format.ts'

export const showSpk = leaf('show', 'show a Synology package with its builds', ['spk show git', 'spk show git --json'])
  .argument('<package>', 'name')
  .action(
    online(async ({ slipway, out }, name) => {
      const detail = await slipway.spk.get(name)
      if (out.json) return out.thing(detail, [])
      const latest = detail.versions[0]
      out.thing(detail, [
        ['Package', detail.name],
        ['Name', latest?.displayNames.enu],
        ['Category', detail.category],
        ['Maintainers', detail.maintainers.map(({ login }) => login).join(', ')],
        ['Downloads', `${detail.downloads} (${detail.recentDownloads} in the last 90 days)`],
        ['Last download', detail.lastDownload],
        ['Here since', time(detail.createdAt)],
        ['Waits', detail.pending ? 'for approval' : undefined],
      ])
      out.text('\n')
      out.table(
        detail.versions.flatMap((version) => version.builds.map((build) => ({ ...build, version }))),
        [
          { head: 'build', value: ({ id }) => id },
          { head: 'version', value: ({ version }) => `${version.text}${version.beta ? ' (beta)' : ''}` },
          { head: 'firmware', value: ({ firmware, firmwareMax }) => firmware + (firmwareMax ? `–${firmwareMax}` : '') },
          { head: 'for', value: ({ architectures }) => architectures.join(' '), gives: true },
          { head: 'size', value: (build) => size(build.size), right: true },
          { head: 'active', value: ({ active }) => yesNo(active) },
          { head: 'signed', value: ({ signed }) => yesNo(signed) },
          { head: 'uploaded', value: ({ createdAt }) => time(createdAt) },
        ],
        'It has no builds.',
      )
    }),
  )
