/** Notes in PostgreSQL. Several instances of the app may share it. */
import pg from 'pg'
import type { Database, Value } from './database'
import { firstNotes } from './first-notes'

export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 10_000, allowExitOnIdle: true })
  // A connection that breaks while nobody uses it is replaced when one is needed.
  pool.on('error', (error) => console.error('A connection to the database was lost:', error.message))
  try {
    await prepare(pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  return {
    query: async <Row>(sql: string, values: readonly Value[] = []) =>
      (await pool.query(numbered(sql), [...values])).rows as Row[],
  }
}

/** Instances that start at the same moment wait for each other. */
async function prepare(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtext('notes'))`)
    await client.query(TABLES)
    const { rows } = await client.query('select 1 from notes limit 1')
    if (rows.length === 0) for (const { sql, values } of firstNotes) await client.query(numbered(sql), [...values])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** `?` → `$1`, `$2`, …: no query of the app has a question mark in a text. */
function numbered(sql: string): string {
  let count = 0
  return sql.replaceAll('?', () => `$${++count}`)
}

const TABLES = `
  create table if not exists notes (
    id bigint generated always as identity primary key,
    title text not null,
    body text not null default '',
    pinned integer not null default 0,
    image bytea,
    image_type text,
    created_at bigint not null,
    updated_at bigint not null,
    deleted_at bigint
  );
  create index if not exists notes_order on notes (deleted_at, pinned, updated_at);
`
