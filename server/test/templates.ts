import pg from 'pg'

export const templateName = 'slipway_template'

/** Prepares, once per run, what every test's own database is cloned from. */
export async function prepareTemplates(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`create database ${templateName}`)
  await client.end()
}
