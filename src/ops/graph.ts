/**
 * npm run content -- graph [language] [folder]   draws each guide as an SVG, with the words of a language
 *
 * Questions are boxes, rules are ellipses, outcomes are green; what comes in between as soon as it applies is dashed.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Graph, instance } from '@viz-js/viz'
import type { Condition, Guide } from '../content/guide.ts'
import { isRule } from '../content/guide-paths.ts'
import { type Content, SOURCE_LANGUAGE } from '../content/load.ts'
import { createLanguages, type Language } from '../language/language.ts'

/** Characters a line of a box. */
const WIDTH = 32
const FONT = 'Noto Sans, sans-serif'

/** Writes `<folder>/<guide>.svg` for each guide; the names of the files. Throws for a language that does not exist. */
export async function drawGuides(content: Content, code = SOURCE_LANGUAGE, folder = '.data/guides'): Promise<string[]> {
  const language = createLanguages(content).byCode(code)
  if (!language) throw new Error(`Expected one of ${Object.keys(content.words).join(', ')}, got ${code}`)
  const viz = await instance()
  mkdirSync(folder, { recursive: true })
  return Object.values(content.guides).map((guide) => {
    const file = join(folder, `${guide.id}.svg`)
    writeFileSync(file, viz.renderString(graphOf(content, guide, language), { format: 'svg' }))
    return file
  })
}

/** A guide as Graphviz draws it. */
export function graphOf(content: Content, guide: Guide, language: Language): Graph {
  const words = content.words[language.code]?.guides[guide.id]
  const questions = Object.entries(guide.steps).map(([id, step]) =>
    isRule(step)
      ? { name: id, attributes: { label: step.rule, shape: 'ellipse', style: 'filled', fillcolor: '#fff3d6' } }
      : { name: id, attributes: { label: wrapped(words?.questions[id]?.text ?? id), shape: 'box', style: 'rounded' } },
  )
  const outcomes = Object.keys(guide.outcomes).map((id) => ({
    name: id,
    attributes: {
      label: wrapped(words?.outcomes[id]?.title ?? id),
      shape: 'box',
      style: 'filled',
      fillcolor: '#dff3e0',
    },
  }))
  const asides = Object.entries(guide.asides).map(([id, { when }]) => ({
    name: id,
    attributes: {
      label: `${wrapped(words?.asides?.[id]?.text ?? id)}\n(${conditionInWords(guide, when, language)})`,
      shape: 'box',
      style: 'dashed',
    },
  }))
  return {
    directed: true,
    graphAttributes: { rankdir: 'TB', label: words?.title ?? guide.id, labelloc: 't', fontname: FONT },
    nodeAttributes: { fontname: FONT, fontsize: 11, margin: '0.25,0.1' },
    edgeAttributes: { fontname: FONT, fontsize: 9 },
    nodes: [...questions, ...outcomes, ...asides],
    edges: edgesOf(guide, language),
  }
}

function edgesOf(guide: Guide, language: Language): { tail: string; head: string; attributes?: { label: string } }[] {
  return Object.entries(guide.steps).flatMap(([id, { next }]) => {
    if (typeof next === 'string') return [{ tail: id, head: next }]
    return next.map((way) => {
      const label = way.if ? wrapped(conditionInWords(guide, way.if, language)) : language.plain('guide.graph.else')
      return { tail: id, head: way.go, attributes: { label } }
    })
  })
}

/** `citizenship = Uzbekistan, Tajikistan`, as the labels of its buttons say it. */
function conditionInWords(guide: Guide, condition: Condition, language: Language): string {
  const any = Array.isArray(condition) ? condition : [condition]
  const each = any.map((all) =>
    Object.entries(all)
      .map(([id, wanted]) => {
        const options = [wanted].flat().map((option) => optionInWords(guide, id, option, language))
        return id === 'is' ? options.join(', ') : `${nameOf(guide, id, language)}: ${options.join(', ')}`
      })
      .join(' + '),
  )
  return each.join(' / ')
}

/** The short name of a question; the id of what comes between. */
function nameOf(guide: Guide, id: string, language: Language): string {
  return guide.asides[id] ? id : language.plain(`guides:${guide.id}.questions.${id}.short`)
}

function optionInWords(guide: Guide, id: string, option: string, language: Language): string {
  const step = guide.steps[id]
  const shared = step && 'shared' in step ? step.shared : undefined
  if (id === 'is' || guide.asides[id]) return option
  if (shared === 'cities' || shared === 'countries') return language.plain(`${shared}.${option}`)
  if (shared !== undefined) return language.plain(`guide.option.${option}`)
  return language.plain(`guides:${guide.id}.questions.${id}.options.${option}`)
}

function wrapped(text: string): string {
  const plain = text.replace(/<[^>]*>/g, '').replace(/\{\{[^}]*\}\}/g, '…')
  return plain.split(/\s+/).reduce((lines, word) => {
    const last = lines.slice(lines.lastIndexOf('\n') + 1)
    return last.length + word.length > WIDTH ? `${lines}\n${word}` : `${lines}${lines ? ' ' : ''}${word}`
  }, '')
}
