/** What a note form may send. The picture is judged by its first bytes, not by what it calls itself. */
import { z } from 'zod'
import type { NewImage } from './notes'

const imageLimit = 2 * 1024 * 1024

const text = z.object({
  title: z.string().trim().min(1, 'Give the note a title.').max(120, 'Keep the title under 120 characters.'),
  body: z.string().max(20_000, 'Keep the note under 20,000 characters.'),
})

export interface NoteInput {
  readonly title: string
  readonly body: string
  readonly image: NewImage | null
  readonly removeImage: boolean
}

export type Problems = Readonly<Partial<Record<'title' | 'body' | 'image', string>>>

export async function readNote(
  formData: FormData,
): Promise<
  { readonly input: NoteInput } | { readonly problems: Problems; readonly title: string; readonly body: string }
> {
  const written = { title: String(formData.get('title') ?? ''), body: String(formData.get('body') ?? '') }
  const parsed = text.safeParse({ ...written, body: written.body.replaceAll('\r\n', '\n') })
  const file = formData.get('image')
  const image = file instanceof File && file.size > 0 ? await readImage(file) : null
  const fields = parsed.success ? {} : z.flattenError(parsed.error).fieldErrors
  const problems: Problems = {
    ...(fields.title?.[0] ? { title: fields.title[0] } : {}),
    ...(fields.body?.[0] ? { body: fields.body[0] } : {}),
    ...(typeof image === 'string' ? { image } : {}),
  }
  if (!parsed.success || typeof image === 'string') return { problems, ...written }
  return { input: { ...parsed.data, image, removeImage: formData.get('remove-image') === 'on' } }
}

/** The image, or what is wrong with it. */
async function readImage(file: File): Promise<NewImage | string> {
  if (file.size > imageLimit) return 'Choose a picture under 2 MB.'
  const bytes = new Uint8Array(await file.arrayBuffer())
  const type = imageType(bytes)
  return type ? { type, bytes } : 'Choose a PNG, JPEG, GIF or WebP picture.'
}

function imageType(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 12))
  if (start.startsWith('\x89PNG\r\n')) return 'image/png'
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (start.startsWith('GIF8')) return 'image/gif'
  if (start.startsWith('RIFF') && start.slice(8) === 'WEBP') return 'image/webp'
  return null
}
