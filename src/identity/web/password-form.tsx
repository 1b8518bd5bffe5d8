import { Alert, Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useSignInAct } from './ask-sign-in.ts'
import styles from './doorway.module.css'

/** Why the provider of the school's accounts sent somebody back, by the code that stands in the address. */
const REFUSALS: Readonly<Record<string, string>> = {
  signup_disabled:
    'Nobody at a school here has that address. Ask your school’s administrator to add you with the address of the account that you used.',
  account_not_linked:
    'Your school’s accounts do not vouch for that address, so it could be anybody’s. Use your Firstbell password, or ask your administrator.',
  access_denied: 'You did not allow your account to be used. Try again, or use your Firstbell password.',
}

const OTHERWISE = 'Signing in with your school account did not work. Try again, or use your Firstbell password.'
const BLANK = { email: '', password: '' }

export function PasswordForm({
  accounts,
  next,
  refusal,
}: {
  /** What the school's own accounts are called, where they can be used. */
  readonly accounts: string | undefined
  readonly next: string
  readonly refusal: string | undefined
}) {
  const [half, setHalf] = useState(false)
  const fields = useFields(BLANK)
  const signIn = useSignInAct<typeof BLANK, { twoFactorRedirect?: boolean }>('/sign-in/email', (said) =>
    setHalf(said.twoFactorRedirect === true),
  )
  if (half) return <CodeForm onAgain={() => setHalf(false)} />
  return (
    <div className={styles.panel}>
      {refusal !== undefined && (
        <Alert color="red" mb="md" role="alert">
          {REFUSALS[refusal] ?? OTHERWISE}
        </Alert>
      )}
      {accounts !== undefined && <SchoolAccount name={accounts} next={next} />}
      <form onSubmit={fields.submit((values) => signIn.mutate(values))} noValidate>
        <Stack gap="md">
          <ProblemAlert error={signIn.error} />
          <TextField label="E-mail address" type="email" autoComplete="username" {...fields.bind('email')} />
          <TextField label="Password" type="password" autoComplete="current-password" {...fields.bind('password')} />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            Sign in
          </Button>
        </Stack>
      </form>
    </div>
  )
}

function SchoolAccount({ name, next }: { readonly name: string; readonly next: string }) {
  const begin = useSignInAct<object, { url?: string }>('/sign-in/social', ({ url }) => {
    if (url !== undefined) window.location.assign(url)
  })
  return (
    <>
      <ProblemAlert error={begin.error} />
      <Button
        fullWidth
        variant="default"
        loading={begin.isPending || begin.isSuccess}
        onClick={() => begin.mutate({ provider: 'school', callbackURL: next, errorCallbackURL: '/sign-in' })}
      >
        Sign in with {name}
      </Button>
      <p className={styles.or}>or</p>
    </>
  )
}

const BLANK_CODE = { code: '' }

function CodeForm({ onAgain }: { readonly onAgain: () => void }) {
  const [byBackup, setByBackup] = useState(false)
  const fields = useFields(BLANK_CODE)
  const verify = useSignInAct<typeof BLANK_CODE>(
    byBackup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp',
  )
  return (
    <div className={styles.panel}>
      <form onSubmit={fields.submit(({ code }) => verify.mutate({ code: code.replaceAll(' ', '') }))} noValidate>
        <Stack gap="md">
          <ProblemAlert error={verify.error} />
          <TextField
            label={byBackup ? 'One of your spare codes' : 'Code from your authenticator app'}
            hint={byBackup ? 'Each works once.' : 'Six figures, new every half minute.'}
            autoComplete="one-time-code"
            autoFocus
            width={byBackup ? 16 : 8}
            {...fields.bind('code')}
          />
          <Button type="submit" loading={verify.isPending} fullWidth>
            Sign in
          </Button>
          <Button variant="subtle" onClick={() => setByBackup(!byBackup)}>
            {byBackup ? 'Use the app instead' : 'I do not have my phone'}
          </Button>
          <Button variant="subtle" onClick={onAgain}>
            Start again
          </Button>
        </Stack>
      </form>
    </div>
  )
}
