// What the form's JSON Schema says of a field: which control it needs. Nothing here knows a single field by name but what STEPS groups.

const STEPS = [
  { name: "单位", fields: ["单位", "年度", "标题", "主送", "引言"] },
  { name: "数据", fields: ["数据"] },
  { name: "主要举措和成效", fields: ["主要举措和成效"] },
  { name: "存在的不足和原因", fields: ["存在的不足和原因"] },
  { name: "党政主要负责人履职", fields: ["党政主要负责人履职"] },
  { name: "下一年度安排", fields: ["下一年度安排"] },
  { name: "其他", fields: ["其他需要报告的情况", "上年安排"] },
  { name: "附件", fields: ["附件"] },
  { name: "落款", fields: ["落款"] },
];
const REST = "其他";

let schema = { properties: {}, $defs: {} };

export function use(given) {
  schema = given;
}

export function root() {
  return schema;
}

// A field that no step names, because it is newer than this file, is asked for among the others.
export function steps() {
  const known = new Set(STEPS.flatMap((step) => step.fields));
  const fresh = Object.keys(schema.properties).filter((name) => !known.has(name) && !isFixed(schema.properties[name]));
  return STEPS.map((step) => ({
    name: step.name,
    fields: [...step.fields.filter((name) => name in schema.properties), ...(step.name === REST ? fresh : [])],
  })).filter((step) => step.fields.length);
}

export function isFixed(field) {
  return "const" in field;
}

export function resolved(field) {
  return field.$ref ? { ...schema.$defs[field.$ref.split("/").at(-1)], ...without(field, "$ref") } : field;
}

function without(object, name) {
  const { [name]: _, ...rest } = object;
  return rest;
}

// One control for each kind: line, text, choice, year, day, list, grid, object, figures.
export function kindOf(given) {
  const field = resolved(given);
  if (field.anyOf) {
    const ways = field.anyOf.map(resolved).filter((way) => way.type !== "null");
    const best = ways.find((way) => way.type === "array") ?? ways.find((way) => way.type === "object") ?? ways[0];
    const isEither = ways.some((way) => way.type === "number") && ways.some((way) => way.type === "string");
    return kindOf(isEither ? { type: "string", pattern: "^[^\\n]*$" } : best);
  }
  if (field.enum) return { kind: "choice", choices: field.enum.filter((word) => typeof word === "string" && isChinese(word)) };
  if (field.type === "array") {
    const entry = kindOf(field.items);
    return entry.kind === "list" ? { kind: "rows" } : { kind: "list", entry: resolved(field.items) };
  }
  if (field.type === "object") {
    if (field.additionalProperties?.additionalProperties) return { kind: "figures", ways: field.additionalProperties.additionalProperties.oneOf };
    const names = Object.entries(field.properties ?? {});
    const rows = names.find(([, below]) => kindOf(below).kind === "rows")?.[0];
    // A table: what stands beside its rows as a list of words names its columns.
    const columns = rows && names.find(([, below]) => isListOfWords(below))?.[0];
    return { kind: "object", object: field, grid: rows && columns ? { rows, columns } : null };
  }
  if (field.type === "integer") return { kind: "line", isNumber: true };
  if (field.format === "date") return { kind: "line" };
  return { kind: field.pattern ? "line" : "text" };
}

function isListOfWords(field) {
  const told = kindOf(field);
  return told.kind === "list" && kindOf(told.entry).kind === "line";
}

function isChinese(word) {
  return /[\u4e00-\u9fff]/.test(word);
}

export function isRequired(object, name) {
  return (object.required ?? []).includes(name);
}

// Count may be a mere number or an object; the object is what has fields.
export function figureKinds() {
  const found = Object.values(schema.properties).map(kindOf).find((told) => told.kind === "figures");
  return (found?.ways ?? []).map((way) => {
    const model = resolved(way);
    const object = model.type === "object" ? model : model.anyOf.find((one) => one.type === "object");
    return { name: model.title, object, isPlain: model.type !== "object" };
  });
}

export function figuresField() {
  return Object.keys(schema.properties).find((name) => kindOf(schema.properties[name]).kind === "figures");
}
