/**
 * A newer payload of the page on screen, as it is to be shown: slots without a page stay, and metadata that takes its time
 * is waited for by nobody. Until it has come, what the page said of itself before stays.
 */
import { Fragment, isValidElement, type ReactNode, Suspense, useEffect } from 'react'
import type { PagePayload } from '../protocol/payload.ts'
import { keepSlots } from './kept-slots.ts'

export function refreshedPage(before: PagePayload, page: PagePayload): PagePayload {
  return withLateHead(keepSlots(before, page), before.head)
}

/** Heads that have come: what they are without the boundary, which would hold on to all before. */
const arrived = new WeakMap<object, ReactNode>()

/** @param before shown until the head is there */
export function withLateHead(page: PagePayload, before: ReactNode): PagePayload {
  const { head, version } = page
  if (!isLate(head)) return page
  const known = typeof before === 'object' && before !== null ? arrived.get(before) : undefined
  const late = (
    // A new boundary for each: one that is on screen already would hold the page back.
    <Suspense key={version} fallback={known ?? before}>
      {head}
      <Arrived tell={() => void arrived.set(late, head)} />
    </Suspense>
  )
  return { ...page, head: late }
}

function Arrived({ tell }: { tell: () => void }): null {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when everything beside it is there
  useEffect(tell, [])
  return null
}

const LAZY = Symbol.for('react.lazy')

/** What the server was still at when it sent the page. */
function isLate(node: ReactNode | object): boolean {
  if (Array.isArray(node)) return node.some(isLate)
  if (typeof node !== 'object' || node === null) return false
  if ('$$typeof' in node && node.$$typeof === LAZY) return true
  return isValidElement<{ children?: ReactNode }>(node) && node.type === Fragment && isLate(node.props.children)
}
