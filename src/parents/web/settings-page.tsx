import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { familyLogin } from '../../identity/contract.ts'
import { useSignInAct } from '../../identity/web/index.ts'
import type { Answer } from '../../kernel/operation.ts'
import { LANGUAGES } from '../../messaging/contract.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { ChoiceField, TextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { chooseForFamily, choosePassword, endOtherSignIns, familyChoices, myFamily } from '../contract.ts'
import styles from './family.module.css'
import { FamilyFrame } from './family-frame.tsx'

type Choices = Answer<typeof familyChoices>
type Password = Answer<typeof myFamily>['password']

/** How the family is written to, and how it signs in. */
export function Page() {
  const choices = useOperation(familyChoices, {})
  const family = useOperation(myFamily, {})
  return (
    <FamilyFrame>
      <PageHeader title="Settings" />
      <Answered question={choices}>
        {({ schools }) => (
          <Section title="How the school writes to you" card>
            <HowWritten schools={schools} />
          </Section>
        )}
      </Answered>
      <Answered question={family}>
        {({ password }) => (
          <Section title="A password" card>
            <ChoosePassword password={password} />
          </Section>
        )}
      </Answered>
      <Section title="Other devices" card>
        <EndOthers />
      </Section>
      <Section title="Children at another school" card>
        <p className={styles.said}>
          Ask the other school for a link to its family page, and open it on this device while you are signed in here.
          All your children are then on one page. Choose a password afterwards, to find that page again.
        </p>
      </Section>
    </FamilyFrame>
  )
}

/** For a telephone that was lost or sold, and for a link that somebody else has opened. */
function EndOthers() {
  const act = useAct(endOtherSignIns, { refreshes: [] })
  return (
    <Stack gap="md">
      <p className={styles.said}>
        If you lost a phone, or somebody else may have opened a link of yours, sign out everywhere but here. Links that
        were not opened yet stop working too. If somebody may know your password, choose another one above.
      </p>
      <ProblemAlert error={act.error} />
      <Button
        variant="default"
        loading={act.isPending}
        onClick={() => act.mutate({})}
        style={{ alignSelf: 'flex-start' }}
      >
        Sign out everywhere else
      </Button>
      {act.isSuccess && <p role="status">You are signed in here only.</p>}
    </Stack>
  )
}

const CHANNELS = [
  { value: '', label: 'Whatever reaches me' },
  { value: 'text', label: 'Text message' },
  { value: 'email', label: 'E-mail' },
  { value: 'letter', label: 'Letter' },
] as const

function HowWritten({ schools }: Choices) {
  const [first] = schools
  const act = useAct(chooseForFamily)
  const [initial] = useState({ language: first?.language ?? '', channel: first?.channel ?? ('' as const) })
  const fields = useFields<{ language: string; channel: '' | 'text' | 'email' | 'letter' }>(initial, act.error)
  return (
    <form
      noValidate
      onSubmit={fields.submit(({ language, channel }) =>
        act.mutate({ body: { language: language === '' ? null : language, channel: channel === '' ? null : channel } }),
      )}
    >
      <Stack gap="md">
        <ChoiceField
          label="Language"
          choices={[
            { value: '', label: 'As the school has it' },
            ...LANGUAGES.map(({ code, name, own }) => ({
              value: code,
              label: name === own ? name : `${own} (${name})`,
            })),
          ]}
          {...fields.bind('language')}
        />
        <ChoiceField label="How" choices={CHANNELS} {...fields.bind('channel')} />
        {schools.map(({ schoolId, school, numbers, email }) => (
          <p key={schoolId} className={styles.quiet}>
            {school} has {[...numbers, ...(email === null ? [] : [email])].join(' and ') || 'no number or address'} of
            yours. If that is wrong, tell the school office.
          </p>
        ))}
        <ProblemAlert error={act.error} />
        <Button type="submit" loading={act.isPending} style={{ alignSelf: 'flex-start' }}>
          Save
        </Button>
        {act.isSuccess && <p role="status">Saved.</p>}
      </Stack>
    </form>
  )
}

const BLANK = { password: '' }

function ChoosePassword({ password }: { readonly password: Password }) {
  const [by, setBy] = useState<'email' | 'phone'>(password.by[0]?.kind ?? 'email')
  const fields = useFields(BLANK)
  const signIn = useSignInAct<{ email: string; password: string }>('/sign-in/email')
  const set = useSignInAct<{ token: string; newPassword: string }>('/reset-password')
  const begin = useAct(choosePassword, { refreshes: [] })
  const save = async ({ password: newPassword }: typeof BLANK) => {
    try {
      const { token, name } = await begin.mutateAsync({ body: { by } })
      await set.mutateAsync({ token, newPassword })
      // Setting a password ends every sign-in, this one too.
      await signIn.mutateAsync({ email: familyLogin(name) ?? '', password: newPassword })
    } catch {
      // Each of the three shows its own error below.
    }
  }
  if (password.by.length === 0)
    return (
      <p className={styles.said}>
        The school has no e-mail address or number of yours, so you sign in by links from the office.
      </p>
    )
  return (
    <form noValidate onSubmit={fields.submit((values) => void save(values))}>
      <Stack gap="md">
        <p className={styles.said}>
          {password.chosen
            ? 'You have chosen a password. You can choose another.'
            : 'With a password you need no link to sign in.'}
        </p>
        <ChoiceField
          id="by"
          name="by"
          label="Sign in by"
          choices={password.by.map(({ kind, address }) => ({ value: kind, label: address }))}
          value={by}
          onChange={setBy}
        />
        <TextField
          label="New password"
          hint="At least 12 characters. Three or four words that do not belong together are easy to remember."
          type="password"
          autoComplete="new-password"
          {...fields.bind('password')}
        />
        <ProblemAlert error={begin.error ?? set.error ?? signIn.error} />
        <Button
          type="submit"
          loading={begin.isPending || set.isPending || signIn.isPending}
          style={{ alignSelf: 'flex-start' }}
        >
          Set the password
        </Button>
        {signIn.isSuccess && <p role="status">Your password is set.</p>}
      </Stack>
    </form>
  )
}
