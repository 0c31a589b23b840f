/** Notes in one SQLite file, in `data/` unless `NOTES_DATA` names another folder. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'libsql'
import type { Database, Value } from './database'
import { firstNotes } from './first-notes'

export function openSqlite(): Database {
  const folder = process.env.NOTES_DATA ?? path.resolve('data')
  mkdirSync(folder, { recursive: true })
  const db = new Sqlite(path.join(folder, 'notes.db'))
  db.exec(TABLES)
  const rows = (sql: string, values: readonly Value[]) => db.prepare(sql).all(...values)
  const [count] = rows('select count(*) as n from notes', []) as [{ n: number }]
  if (count.n === 0) for (const note of firstNotes) rows(note.sql, note.values)
  return { query: async <Row>(sql: string, values: readonly Value[] = []) => rows(sql, values) as Row[] }
}

const TABLES = `
  pragma journal_mode = wal;
  create table if not exists notes (
    id integer primary key autoincrement,
    title text not null,
    body text not null default '',
    pinned integer not null default 0,
    image blob,
    image_type text,
    created_at integer not null,
    updated_at integer not null,
    deleted_at integer
  );
  create index if not exists notes_order on notes (deleted_at, pinned, updated_at);
`
