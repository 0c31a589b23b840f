/** Boundaries whose content failed on the server before the document was sent: they show their fallback from the start. */
'use client'

import { createContext } from 'react'
import type { FailedBoundary } from '../protocol/browser-config.ts'

export interface BoundaryFailure extends Error {
  digest?: string
}

/** Boundary id → what it failed with. */
export const FailedContext = createContext<ReadonlyMap<string, BoundaryFailure> | null>(null)

export function indexFailed(failed: readonly FailedBoundary[]): ReadonlyMap<string, BoundaryFailure> {
  return new Map(failed.map(([id, digest, message]) => [id, Object.assign(new Error(message), { digest })]))
}
