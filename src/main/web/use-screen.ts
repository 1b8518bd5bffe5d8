import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { whoAmI } from '../../identity/contract.ts'
import { onWithChild } from '../../ui/call.ts'
import { handOver, takeBack, useHandedOver } from '../../ui/handed-over.ts'
import type { Me } from '../../ui/me.tsx'
import { keyOf } from '../../ui/use-operation.ts'

export interface Screen {
  /** The one page that is shown while the screen is with a child. */
  readonly handed: string | undefined
  /** Whether this tab shows another page than that. */
  readonly isElsewhere: boolean
  /** Who was here before the screen was given away; undefined in a tab that was opened since. */
  readonly whole: Me | undefined
}

/**
 * Whether the screen is with a child: as the server says it of the sign-in, and as this browser remembers between two answers of the server, so that
 * every tab knows at once. The server refuses all the rest whatever is shown here.
 */
export function useScreen(asked: UseQueryResult<Me, Error>, me: Me | undefined): Screen {
  const client = useQueryClient()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const remembered = useHandedOver()
  const said = asked.data?.handed?.path
  const isSignedIn = me?.signedIn === true
  const handed = isSignedIn ? (me?.handed?.path ?? remembered) : undefined
  const [whole, setWhole] = useState<Me>()
  if (me !== undefined && isSignedIn && handed === undefined && whole !== me) setWhole(me)
  // Whatever the server last said is what the other tabs are told. With no sign-in there is nothing to keep a child from.
  useEffect(() => {
    if (asked.dataUpdatedAt === 0) return
    if (said === undefined) takeBack()
    else handOver(said)
  }, [said, asked.dataUpdatedAt])
  const askAnew = useCallback(() => void client.invalidateQueries({ queryKey: keyOf(whoAmI) }), [client])
  const last = useRef(said)
  useEffect(() => {
    last.current = said
  }, [said])
  useEffect(() => {
    // Another tab has given the screen away, or has it back.
    if (remembered !== last.current) askAnew()
  }, [remembered, askAnew])
  useEffect(() => onWithChild(askAnew), [askAnew])
  return { handed, isElsewhere: handed !== undefined && path !== handed, whole }
}
