import { leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { uploadFile } from '../../transfer.ts'

export const uploadSpk = leaf('upload', 'upload an SPK; no device gets it before it is activated', [
  'spk upload git.v34.f42661[apollolake].spk',
  'spk upload git.spk --activate',
])
  .argument('<file>', 'SPK to upload')
  .option('--activate', 'offer it to devices at once')
  .action(
    online(async (context, file, { activate }) => {
      const { slipway, out } = context
      const uploaded = await uploadFile(context, file, (source, options) => slipway.spk.upload(source, options))
      const [first] = uploaded.unsignedFiles
      if (first !== undefined) out.warn(`No signature covers ${first}: DSM up to 6 calls a signed package corrupted.`)
      const [result] = activate ? await slipway.spk.act('activate', [uploaded.build]) : []
      if (result?.outcome === 'refused') out.warn(result.message)
      out.thing({ ...uploaded, active: result?.outcome === 'done' }, [
        ['Build', uploaded.build],
        ['Package', uploaded.package],
        ['Version', uploaded.version],
        ['Firmware', uploaded.firmware],
        ['For', uploaded.architectures.join(', ')],
        ['Active', result?.outcome === 'done' ? 'yes' : 'no'],
      ])
    }),
  )
