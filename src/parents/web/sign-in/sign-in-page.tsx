import { Button, Stack } from '@mantine/core'
import { Navigate } from '@tanstack/react-router'
import { familyLogin } from '../../../identity/contract.ts'
import { Doorway, useSignInAct } from '../../../identity/web/index.ts'
import { TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useMe } from '../../../ui/me.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import { wishForLink } from '../../contract.ts'

/** Two ways in: a link to the telephone or mailbox that the school knows, or a password chosen before. */
export function Page() {
  const me = useMe()
  if (me.signedIn) return <Navigate to="/" replace />
  return (
    <Doorway
      title="Family page"
      lead="See how your children’s week stands, tell the school about an absence, and read what it wrote to you."
    >
      <Section title="Sign in by a link" card>
        <AskForLink />
      </Section>
      <Section title="Or with your password" card>
        <ByPassword />
      </Section>
      <p>Neither works? Ring the school office: it can give you a link.</p>
    </Doorway>
  )
}

const ADDRESS = { address: '' }

function AskForLink() {
  const act = useAct(wishForLink, { refreshes: [] })
  const fields = useFields(ADDRESS, act.error)
  if (act.isSuccess)
    return (
      <p role="status" style={{ margin: 0 }}>
        If the school has this address or number of yours, a link is on its way. It works once, within two hours. If
        none comes, ring the school office.
      </p>
    )
  return (
    <form noValidate onSubmit={fields.submit((body) => act.mutate({ body }))}>
      <Stack gap="md">
        <ProblemAlert error={act.error} />
        <TextField
          label="Your e-mail address or mobile number"
          hint="The one that the school has."
          autoComplete="email"
          {...fields.bind('address')}
        />
        <Button type="submit" loading={act.isPending} disabled={fields.values.address.trim() === ''} fullWidth>
          Send me a link
        </Button>
      </Stack>
    </form>
  )
}

const BLANK = { name: '', password: '' }

function ByPassword() {
  const act = useSignInAct<{ email: string; password: string }>('/sign-in/email')
  const fields = useFields(BLANK)
  return (
    <form
      noValidate
      onSubmit={fields.submit(({ name, password }) =>
        // What is neither an address nor a number is nobody's: it is refused like a wrong password.
        act.mutate({ email: familyLogin(name) ?? 'nobody@phone.family.invalid', password }),
      )}
    >
      <Stack gap="md">
        <ProblemAlert error={act.error} />
        <TextField label="E-mail address or mobile number" autoComplete="username" {...fields.bind('name')} />
        <TextField label="Password" type="password" autoComplete="current-password" {...fields.bind('password')} />
        <Button type="submit" variant="default" loading={act.isPending} fullWidth>
          Sign in
        </Button>
      </Stack>
    </form>
  )
}
