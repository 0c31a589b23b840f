/** The server functions that client components import. */
'use server'

import { cookies } from 'ferry/headers'
import { notFound, redirect } from 'ferry/navigation'
import { readNote, type Problems } from '@/data/note-input'
import * as notes from '@/data/notes'

/** What a note form shows after it was refused: what is wrong, and what was written. */
export interface FormState {
  readonly problems: Problems
  readonly title: string
  readonly body: string
}

export async function createNote(_previous: FormState | null, formData: FormData): Promise<FormState | null> {
  const read = await readNote(formData)
  if ('problems' in read) return read
  const id = await notes.createNote(read.input.title, read.input.body, read.input.image)
  redirect(`/notes/${id}`)
}

export async function saveNote(id: number, _previous: FormState | null, formData: FormData): Promise<FormState | null> {
  const read = await readNote(formData)
  if ('problems' in read) return read
  const { title, body, image, removeImage } = read.input
  const saved = await notes.updateNote(checked(id), title, body, image ?? (removeImage ? null : undefined))
  if (!saved) notFound()
  redirect(`/notes/${id}`)
}

export async function setPinned(id: number, pinned: boolean): Promise<void> {
  await notes.setPinned(checked(id), pinned === true)
}

export async function setTheme(formData: FormData): Promise<void> {
  const theme = formData.get('theme')
  const jar = await cookies()
  if (theme === 'light' || theme === 'dark')
    jar.set('theme', theme, { path: '/', maxAge: 365 * 86_400, sameSite: 'lax' })
  else jar.delete('theme')
}

/** Bound arguments come back from the browser: they are input like any other. */
function checked(id: unknown): number {
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) notFound()
  return id
}
