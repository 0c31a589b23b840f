/** The payload of this page, as a navigation would get it now. */
import { HEADER } from '../../../protocol/headers.ts'
import { PAYLOAD_PATH, PAYLOAD_TYPE } from '../../../protocol/names.ts'
import { browserConfig, pagePath } from './page-path.ts'

/** Empty when there is none. */
export async function fetchPayload(): Promise<Uint8Array> {
  const { basePath, build } = browserConfig()
  const response = await fetch(basePath + PAYLOAD_PATH + pagePath() + location.search, {
    headers: { Accept: PAYLOAD_TYPE, [HEADER.build]: build },
  })
  const isPayload = response.headers.get('content-type')?.startsWith(PAYLOAD_TYPE)
  return isPayload ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array()
}
