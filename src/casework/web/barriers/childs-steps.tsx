import { Button } from '@mantine/core'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { usePageTitle } from '../../../ui/page-title.tsx'
import { type Answers, type ChildStep, childSteps, LEVELS, type QuestionSet } from '../../contract.ts'
import styles from './childs-steps.module.css'
import { answersOf, type Chosen, type Levels, levelsOf, type Said } from './given-answers.ts'
import { Statement } from './statement.tsx'
import { BesideWords, WhoIsTold } from './who-is-told.tsx'

/**
 * The questions for a child, a few at a time, with a way back and on. Nothing has to be answered. At the end the child sees what they said, and
 * may change it, before they are done.
 */
export function ChildsSteps({
  set,
  child,
  lead,
  step,
  answers,
  onChange,
  onDone,
}: {
  readonly set: QuestionSet
  readonly child: string
  /** Who looks after safety at the school. */
  readonly lead: string | null
  readonly step: number
  readonly answers: Answers
  readonly onChange: (next: { readonly step?: number; readonly answers?: Answers }) => void
  readonly onDone: () => void
}) {
  const steps = childSteps(set)
  // From the last page a child comes back to it, and does not have to go through all the rest again.
  const [isChanging, setIsChanging] = useState(false)
  const at = Math.min(step, steps.length)
  const go = (next: number) => onChange({ step: next })
  const shown = steps[at]
  const given = { levels: levelsOf(answers), said: new Map(answers.words.map(({ id, text }) => [id, text])) }
  if (shown === undefined)
    return (
      <Page
        key="all"
        title="This is what you said"
        lead="You can change it, or take it away. Then say that you are done."
        count={{ child, words: 'Nearly done', part: 1 }}
        onSubmit={onDone}
        back={<Back onClick={() => go(steps.length - 1)} />}
        next="I am done"
      >
        <WhatTheySaid
          {...{ steps, given }}
          onGo={(place) => {
            setIsChanging(true)
            go(place)
          }}
        />
      </Page>
    )
  return (
    <Page
      key={at}
      title={shown.title}
      lead={shown.open === undefined ? 'How hard does this make school?' : 'You can leave this empty.'}
      intro={
        at === 0 ? (
          <>
            <p className={styles.intro}>{set.introduction}</p>
            <WhoIsTold lead={lead} />
          </>
        ) : undefined
      }
      count={{ child, words: `${at + 1} of ${steps.length}`, part: at / steps.length }}
      onSubmit={() => {
        setIsChanging(false)
        go(isChanging ? steps.length : at + 1)
      }}
      back={at > 0 && <Back onClick={() => go(at - 1)} />}
      next={isChanging ? 'Back to what I said' : 'Next'}
    >
      <Asked
        step={shown}
        given={given}
        onGiven={({ levels, said }) => onChange({ answers: answersOf(levels, said) })}
      />
      {shown.open !== undefined && <BesideWords lead={lead} />}
    </Page>
  )
}

function Back({ onClick }: { readonly onClick: () => void }) {
  return (
    <Button size="lg" variant="default" leftSection={<IconArrowLeft size={20} aria-hidden />} onClick={onClick}>
      Back
    </Button>
  )
}

/** One page of it. Its heading takes the focus, so that whoever hears or tabs through the page begins at the question. */
function Page({
  title,
  lead,
  intro,
  count,
  onSubmit,
  back,
  next,
  children,
}: {
  readonly title: string
  readonly lead: string
  readonly intro?: ReactNode
  readonly count: { readonly child: string; readonly words: string; readonly part: number }
  readonly onSubmit: () => void
  readonly back: ReactNode
  readonly next: string
  readonly children: ReactNode
}) {
  usePageTitle('What makes school hard for you?')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <form
      noValidate
      className={styles.page}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <div className={styles.top}>
        <p className={styles.who}>{count.child}</p>
        <p className={styles.count}>{count.words}</p>
        <div className={styles.way} aria-hidden="true">
          <div className={styles.gone} style={{ inlineSize: `${Math.round(count.part * 100)}%` }} />
        </div>
      </div>
      {intro}
      <div>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        <p className={styles.lead}>{lead}</p>
      </div>
      {children}
      <div className={styles.actions}>
        {back}
        <Button
          type="submit"
          size="lg"
          className={styles.next ?? ''}
          rightSection={next === 'Next' ? <IconArrowRight size={20} aria-hidden /> : undefined}
        >
          {next}
        </Button>
      </div>
    </form>
  )
}

interface Given {
  readonly levels: Levels
  readonly said: Said
}

function Asked({
  step,
  given,
  onGiven,
}: {
  readonly step: ChildStep
  readonly given: Given
  readonly onGiven: (given: Given) => void
}) {
  const { levels, said } = given
  const choose = (id: string, chosen: Chosen | undefined) => {
    const next = new Map(levels)
    if (chosen === undefined) next.delete(id)
    else next.set(id, chosen)
    onGiven({ levels: next, said })
  }
  if (step.open !== undefined) {
    const { id, words } = step.open
    return (
      <OwnWords
        label={words}
        text={said.get(id) ?? ''}
        onSay={(text) => onGiven({ levels, said: new Map(said).set(id, text) })}
      />
    )
  }
  return (
    <>
      <ul className={styles.statements}>
        {step.statements.map(({ id, words }) => (
          <li key={id}>
            <Statement
              {...{ id, words, who: 'pupil' }}
              chosen={levels.get(id)}
              onChoose={(chosen) => choose(id, chosen)}
              onClear={() => choose(id, undefined)}
            />
          </li>
        ))}
      </ul>
      <p className={styles.skip}>You can skip any of these: go on without pressing anything.</p>
    </>
  )
}

function OwnWords({
  label,
  text,
  onSay,
}: {
  readonly label: string
  readonly text: string
  readonly onSay: (text: string) => void
}) {
  return (
    <textarea
      className={styles.words}
      aria-label={label}
      rows={5}
      value={text}
      onChange={(event) => onSay(event.currentTarget.value)}
    />
  )
}

/** Everything that the child pressed and wrote, as it will be read, with a way to each step. */
function WhatTheySaid({
  steps,
  given: { levels, said },
  onGo,
}: {
  readonly steps: readonly ChildStep[]
  readonly given: Given
  readonly onGo: (step: number) => void
}) {
  return (
    <ul className={styles.all}>
      {steps.map(({ title, statements, open }, place) => {
        const pressed = statements.flatMap(({ id, words }) => {
          const chosen = levels.get(id)
          if (chosen === undefined) return []
          return [{ id, words, answer: chosen === 'declined' ? 'I would rather not say' : LEVELS[chosen] }]
        })
        const wrote = open === undefined ? '' : (said.get(open.id) ?? '').trim()
        return (
          <li key={title} className={styles.part}>
            <div className={styles.partHead}>
              <h2 className={styles.partTitle}>{title}</h2>
              <button type="button" className={styles.change} onClick={() => onGo(place)}>
                Change<span className="visually-hidden">: {title}</span>
              </button>
            </div>
            {pressed.map(({ id, words, answer }) => (
              <p key={id} className={styles.line}>
                {words} <strong>{answer}</strong>
              </p>
            ))}
            {wrote !== '' && (
              <p className={styles.line}>
                <q>{wrote}</q>
              </p>
            )}
            {pressed.length === 0 && wrote === '' && <p className={styles.none}>You skipped this.</p>}
          </li>
        )
      })}
    </ul>
  )
}
