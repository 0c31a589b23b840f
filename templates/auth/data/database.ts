/** The one SQLite file of the app: opened once, with its tables made. */
import 'server-only'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'libsql'

let opened: Database.Database | null = null

/** Opens on first use: building the app must not make a database. */
export function database(): Database.Database {
  opened ??= open(process.env.AUTH_DATA ?? path.resolve('data'))
  return opened
}

function open(folder: string): Database.Database {
  mkdirSync(folder, { recursive: true })
  const db = new Database(path.join(folder, 'auth.db'))
  db.exec(`
    pragma journal_mode = wal;
    pragma foreign_keys = on;
    create table if not exists users (
      id integer primary key autoincrement,
      email text not null unique,
      name text not null,
      password text not null,
      role text not null check (role in ('member', 'admin')),
      created_at integer not null
    );
    create table if not exists sessions (
      id integer primary key autoincrement,
      token_hash text not null unique,
      user_id integer not null references users (id) on delete cascade,
      device text not null,
      created_at integer not null,
      expires_at integer not null
    );
    create index if not exists sessions_user on sessions (user_id);
    create table if not exists attempts (email text not null, at integer not null);
    create index if not exists attempts_email on attempts (email, at);
  `)
  return db
}
