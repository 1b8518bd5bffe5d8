import { Button, Code, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { renderSVG } from 'uqr'
import { TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useSignInAct } from './ask-sign-in.ts'
import styles from './second-factor.module.css'

interface SetUp {
  readonly totpURI: string
  readonly backupCodes: readonly string[]
}

const BLANK = { password: '' }

/** A code from a phone after the password, for those who see the most. */
export function SecondFactor({ on }: { readonly on: boolean }) {
  const [setUp, setSetUp] = useState<SetUp>()
  const fields = useFields(BLANK)
  const enable = useSignInAct<typeof BLANK, SetUp>('/two-factor/enable', setSetUp)
  const disable = useSignInAct<typeof BLANK>('/two-factor/disable', fields.reset)
  if (setUp !== undefined && !on) return <Confirm setUp={setUp} />
  const act = on ? disable : enable
  return (
    <form onSubmit={fields.submit((values) => act.mutate(values))} noValidate>
      <Stack gap="md" align="flex-start">
        <p className={styles.words}>
          {on
            ? 'After your password you are asked for a code from your phone.'
            : 'Ask for a code from an authenticator app on your phone after the password. Then a stolen password alone opens nothing.'}
        </p>
        <ProblemAlert error={act.error} />
        <TextField label="Your password" type="password" autoComplete="current-password" {...fields.bind('password')} />
        <Button type="submit" variant={on ? 'default' : 'filled'} loading={act.isPending}>
          {on ? 'Switch the second factor off' : 'Set up a second factor'}
        </Button>
        {setUp !== undefined && on && <SpareCodes codes={setUp.backupCodes} />}
      </Stack>
    </form>
  )
}

const BLANK_CODE = { code: '' }

function Confirm({ setUp }: { readonly setUp: SetUp }) {
  const fields = useFields(BLANK_CODE)
  const verify = useSignInAct<typeof BLANK_CODE>('/two-factor/verify-totp')
  const secret = new URL(setUp.totpURI).searchParams.get('secret') ?? ''
  return (
    <form onSubmit={fields.submit((values) => verify.mutate(values))} noValidate>
      <Stack gap="md" align="flex-start">
        <p className={styles.words}>1. Point your authenticator app at this picture, or type the key into it.</p>
        <Group align="flex-start">
          <img
            className={styles.picture}
            src={`data:image/svg+xml,${encodeURIComponent(renderSVG(setUp.totpURI))}`}
            alt="For the camera of the authenticator app; the key beside it says the same"
          />
          <div>
            <p className={styles.words}>Key to type</p>
            <Code>{secret.match(/.{1,4}/g)?.join(' ')}</Code>
          </div>
        </Group>
        <p className={styles.words}>
          2. Keep these spare codes somewhere safe. Each lets you in once without your phone.
        </p>
        <SpareCodes codes={setUp.backupCodes} />
        <p className={styles.words}>3. Type the code that the app shows now.</p>
        <ProblemAlert error={verify.error} />
        <TextField label="Code from the app" autoComplete="one-time-code" width={8} {...fields.bind('code')} />
        <Button type="submit" loading={verify.isPending}>
          Switch it on
        </Button>
      </Stack>
    </form>
  )
}

function SpareCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <ul className={styles.codes} aria-label="Spare codes">
      {codes.map((code) => (
        <li key={code}>
          <Code>{code}</Code>
        </li>
      ))}
    </ul>
  )
}
