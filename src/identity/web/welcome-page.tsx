import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { PageLink } from '../../ui/address/page-link.tsx'
import { TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useSignInAct } from './ask-sign-in.ts'
import styles from './doorway.module.css'
import { Doorway } from './doorway.tsx'

const BLANK = { password: '' }

/** Where a one-time link leads: the secret stands after `#`, so that it never reaches a server's log. */
export function Page() {
  const [token] = useState(() => window.location.hash.slice(1))
  const fields = useFields(BLANK)
  const save = useSignInAct<{ token: string; newPassword: string }>('/reset-password')
  if (token === '') {
    return (
      <Doorway
        title="Choose a password"
        lead="The end of the link is missing. Copy the whole link into the address bar."
      />
    )
  }
  if (save.isSuccess) {
    return (
      <Doorway title="Your password is set" lead="Sign in with it now. The link does not work again.">
        <PageLink there={{ to: '/sign-in', place: 'open' }}>Go to the sign-in page</PageLink>
      </Doorway>
    )
  }
  return (
    <Doorway title="Choose a password" lead="You will sign in with your school e-mail address and this password.">
      <div className={styles.panel}>
        <form onSubmit={fields.submit(({ password }) => save.mutate({ token, newPassword: password }))} noValidate>
          <Stack gap="md">
            <ProblemAlert error={save.error} />
            <TextField
              label="New password"
              hint="At least 12 characters. Three or four words that do not belong together are easy to remember."
              type="password"
              autoComplete="new-password"
              {...fields.bind('password')}
            />
            <Button type="submit" loading={save.isPending} fullWidth>
              Set the password
            </Button>
          </Stack>
        </form>
      </div>
    </Doorway>
  )
}
