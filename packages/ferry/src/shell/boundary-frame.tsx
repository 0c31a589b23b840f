/** Names a boundary in the component stacks of the server renderer, which has no error boundaries of its own. */
'use client'

import type { ComponentType, ReactNode } from 'react'

type Frame = ComponentType<{ children?: ReactNode }>

const NAME = 'FerryBoundary:'
const frames = new Map<string, Frame>()

/** One component per boundary id; ids name route folders, so there are few. In the browser nothing stands between. */
export function BoundaryFrame({ id, children }: { id: string; children?: ReactNode }): ReactNode {
  if (typeof window !== 'undefined') return children
  const Named = frames.get(id) ?? createFrame(id)
  return <Named>{children}</Named>
}

/** Ids of the boundaries around the place of an error, the nearest first. */
export function readBoundaryStack(componentStack: string): string[] {
  return Array.from(componentStack.matchAll(/^\s*at FerryBoundary:(\S+)/gm), ([, id]) =>
    decodeURIComponent(id as string),
  )
}

function createFrame(id: string): Frame {
  // React calls it without props to find out its name.
  const frame: Frame = (props?: { children?: ReactNode }) => props?.children
  frame.displayName = NAME + encodeURIComponent(id)
  frames.set(id, frame)
  return frame
}
