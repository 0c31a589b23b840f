/** The database of the app: one SQLite file, or PostgreSQL when `DATABASE_URL` names one. Both understand the same queries. */
import 'server-only'

export interface Database {
  /** Placeholders are `?`. */
  query<Row>(sql: string, values?: readonly Value[]): Promise<readonly Row[]>
}

export type Value = string | number | Buffer | null

let opened: Promise<Database> | null = null

/** Opens on first use: building the app must not make a database. One that could not be opened is tried again. */
export function database(): Promise<Database> {
  opened ??= open().catch((error) => {
    opened = null
    throw error
  })
  return opened
}

async function open(): Promise<Database> {
  const url = process.env.DATABASE_URL
  if (url) return (await import('./postgres')).openPostgres(url)
  return (await import('./sqlite')).openSqlite()
}
