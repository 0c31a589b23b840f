/** The one SQLite file of the app: opened once, with its table made and its first notes written. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'libsql'
import { firstNotes } from './first-notes'

let opened: Database.Database | null = null

/** Opens on first use: building the app must not make a database. */
export function database(): Database.Database {
  opened ??= open(process.env.NOTES_DATA ?? path.resolve('data'))
  return opened
}

function open(folder: string): Database.Database {
  mkdirSync(folder, { recursive: true })
  const db = new Database(path.join(folder, 'notes.db'))
  db.exec(`
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
  `)
  const { n } = db.prepare('select count(*) as n from notes').get() as { n: number }
  if (n === 0) {
    const insert = db.prepare('insert into notes (title, body, pinned, created_at, updated_at) values (?, ?, ?, ?, ?)')
    const now = Date.now()
    firstNotes.forEach((note, index) => {
      const at = now - (index + 1) * 3_600_000 * 7
      insert.run(note.title, note.body, note.pinned ? 1 : 0, at, at)
    })
  }
  return db
}
