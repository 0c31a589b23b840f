/** The note that a URL names; anything else is not found. */
import { notFound } from 'ferry/navigation'
import { findNote, type Note } from '@/data/notes'

export function noteOf({ id }: { readonly id: string }): Note {
  const note = /^[1-9]\d{0,14}$/.test(id) ? findNote(Number(id)) : null
  if (!note) notFound()
  return note
}
