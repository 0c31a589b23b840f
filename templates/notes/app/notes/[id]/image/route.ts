/** `GET /notes/:id/image`: the picture of a note. */
import { findImage } from '@/data/notes'

export async function GET(_request: Request, { params }: RouteContext<'/notes/[id]/image'>): Promise<Response> {
  const { id } = await params
  const image = /^[1-9]\d{0,14}$/.test(id) ? await findImage(Number(id)) : null
  if (!image) return new Response('No picture here', { status: 404 })
  return new Response(Buffer.from(image.bytes), {
    headers: {
      'content-type': image.type,
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
    },
  })
}
