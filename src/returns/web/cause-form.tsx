import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { LongTextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { writeCause } from '../contract.ts'

/** The cause: the only thing in a return that a person writes. Everything else is corrected where it stands. */
export function CauseForm({ returnKey, cause }: { readonly returnKey: string; readonly cause: string }) {
  const schoolId = useSchoolId()
  const [words, setWords] = useState(cause)
  const write = useAct(writeCause)
  return (
    <Section title="The cause, as far as it is known">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          write.mutate({ params: { schoolId }, body: { key: returnKey, words } })
        }}
      >
        <ProblemAlert error={write.error} />
        <LongTextField
          id="cause"
          name="cause"
          label="Cause"
          hint="Facts, as short as they can be. Anything else in the return is corrected in the roll or the register. It is told where this kind of return has a cause."
          optional
          value={words}
          onChange={setWords}
        />
        <Button type="submit" variant="default" mt="sm" loading={write.isPending} disabled={words.trim() === cause}>
          Keep the cause
        </Button>
      </form>
    </Section>
  )
}
