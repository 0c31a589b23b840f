/** Whether the navigation of the surrounding Link is under way. */
'use client'

import { createContext, useContext } from 'react'

export interface LinkStatus {
  readonly pending: boolean
}

/** Status of the nearest Link above; not pending outside of one. */
export function useLinkStatus(): LinkStatus {
  return useContext(LinkStatusContext)
}

export const LinkStatusContext = createContext<LinkStatus>({ pending: false })
