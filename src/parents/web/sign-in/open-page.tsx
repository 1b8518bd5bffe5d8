import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { Doorway } from '../../../identity/web/index.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import { openFamily } from '../../contract.ts'

/**
 * Where a link leads. It is spent by pressing, not by looking: telephones and mail programs look at links before people do.
 */
export function Page() {
  const [token] = useState(() => window.location.hash.slice(1))
  // The whole app is loaded anew: nothing of whoever was signed in before stays.
  const open = useAct(openFamily, { onDone: () => window.location.assign('/family') })
  if (token === '')
    return (
      <Doorway title="Family page" lead="The end of the link is missing. Copy the whole link into the address bar.">
        <PageLink there={{ to: '/family/sign-in', place: 'open' }}>Ask for another link</PageLink>
      </Doorway>
    )
  return (
    <Doorway title="Family page" lead="This link opens the page of your children. It works once, and only for you.">
      <Stack gap="md">
        <ProblemAlert error={open.error} />
        {open.error === null ? (
          <Button
            size="md"
            fullWidth
            loading={open.isPending || open.isSuccess}
            onClick={() => open.mutate({ body: { token } })}
          >
            Open my family page
          </Button>
        ) : (
          <PageLink there={{ to: '/family/sign-in', place: 'open' }}>Ask for another link</PageLink>
        )}
      </Stack>
    </Doorway>
  )
}
