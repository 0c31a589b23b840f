/** Everything the app knows about notes. Deleted ones stay for a day, so that a deletion can be undone. */
import { database } from './database'

export interface Note {
  readonly id: number
  readonly title: string
  readonly body: string
  readonly pinned: boolean
  readonly hasImage: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface NewImage {
  readonly type: string
  readonly bytes: Uint8Array
}

const columns = 'id, title, body, pinned, image is not null as has_image, created_at, updated_at'
const day = 24 * 3_600_000

/** Pinned first, then the latest. With words: only notes that contain each of them. */
export async function findNotes(words: string): Promise<readonly Note[]> {
  const terms = words.split(/\s+/).filter(Boolean).slice(0, 8)
  const where = terms.map(() => `and lower(title || ' ' || body) like lower(?) escape '\\'`).join(' ')
  const rows = await query<Row>(
    `select ${columns} from notes where deleted_at is null ${where} order by pinned desc, updated_at desc limit 200`,
    ...terms.map((term) => `%${term.replace(/[\\%_]/g, '\\$&')}%`),
  )
  return rows.map(fromRow)
}

export async function findNote(id: number): Promise<Note | null> {
  const [row] = await query<Row>(`select ${columns} from notes where id = ? and deleted_at is null`, id)
  return row ? fromRow(row) : null
}

export async function createNote(title: string, body: string, image: NewImage | null): Promise<number> {
  const now = Date.now()
  const [row] = await query<Pick<Row, 'id'>>(
    'insert into notes (title, body, image, image_type, created_at, updated_at) values (?, ?, ?, ?, ?, ?) returning id',
    ...[title, body, ...imageValues(image), now, now],
  )
  return Number(row?.id)
}

/** The picture stays as it is when `image` is not given. False when there is no such note (any more). */
export async function updateNote(id: number, title: string, body: string, image?: NewImage | null): Promise<boolean> {
  const changes = image === undefined ? '' : 'image = ?, image_type = ?,'
  const rows = await query(
    `update notes set title = ?, body = ?, ${changes} updated_at = ? where id = ? and deleted_at is null returning id`,
    ...[title, body, ...(image === undefined ? [] : imageValues(image)), Date.now(), id],
  )
  return rows.length > 0
}

export async function setPinned(id: number, pinned: boolean): Promise<void> {
  await query('update notes set pinned = ? where id = ?', pinned ? 1 : 0, id)
}

export async function deleteNote(id: number): Promise<void> {
  const now = Date.now()
  await query('update notes set deleted_at = ? where id = ? and deleted_at is null', now, id)
  await query('delete from notes where deleted_at < ?', now - day)
}

/** False when it is too late. */
export async function restoreNote(id: number): Promise<boolean> {
  return (await query('update notes set deleted_at = null where id = ? returning id', id)).length > 0
}

export async function findImage(id: number): Promise<NewImage | null> {
  const [row] = await query<{ readonly image: ArrayBuffer | Uint8Array; readonly image_type: string }>(
    'select image, image_type from notes where id = ? and image is not null and deleted_at is null',
    id,
  )
  return row ? { type: row.image_type, bytes: new Uint8Array(row.image) } : null
}

async function query<Row>(sql: string, ...values: readonly (string | number | Buffer | null)[]) {
  return (await database()).query<Row>(sql, values)
}

function imageValues(image: NewImage | null) {
  return image ? [Buffer.from(image.bytes), image.type] : [null, null]
}

/** PostgreSQL gives large numbers as text. */
interface Row {
  readonly id: number | string
  readonly title: string
  readonly body: string
  readonly pinned: number
  readonly has_image: number | boolean
  readonly created_at: number | string
  readonly updated_at: number | string
}

function fromRow(row: Row): Note {
  return {
    id: Number(row.id),
    title: row.title,
    body: row.body,
    pinned: row.pinned === 1,
    hasImage: Boolean(row.has_image),
    createdAt: new Date(Number(row.created_at)),
    updatedAt: new Date(Number(row.updated_at)),
  }
}
