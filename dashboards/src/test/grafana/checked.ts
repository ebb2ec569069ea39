import type { AnnotationQuery, Dashboard, DataSourceRef, Panel, RowPanel, VariableModel } from '@grafana/schema';
import type {
  FieldConfig as LinesField,
  Options as LinesOptions,
} from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type {
  FieldConfig as StatesField,
  Options as StatesOptions,
} from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type { Options as TableOptions } from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';

/** A type as JSON has it: the values of enums as plain strings and numbers. */
type Json<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends ReadonlyArray<infer E>
      ? Json<E>[]
      : { [K in keyof T]: Json<T[K]> };

/** Prometheus's own query, which @grafana/schema leaves to the data source. */
interface Target {
  refId: string;
  expr: string;
  legendFormat: string;
  instant: boolean;
  range: boolean;
  format: 'table' | 'time_series';
  datasource: DataSourceRef;
}

type Typed<Type extends string, Options, Custom> = Omit<Json<Panel>, 'type' | 'options' | 'targets' | 'fieldConfig'> & {
  type: Type;
  description: string;
  datasource: DataSourceRef;
  options: Partial<Json<Options>>;
  targets: Target[];
  fieldConfig: Json<Omit<NonNullable<Panel['fieldConfig']>, 'defaults'>> & {
    defaults: Omit<Json<NonNullable<Panel['fieldConfig']>['defaults']>, 'custom'> & { custom?: Partial<Json<Custom>> };
  };
};

type AnyPanel =
  | (Json<Omit<RowPanel, 'panels'>> & { panels: never[] })
  | Typed<'timeseries', LinesOptions, LinesField>
  | Typed<'stat', StatOptions, never>
  | Typed<'state-timeline', StatesOptions, StatesField>
  | Typed<'table', TableOptions, never>;

/** How Prometheus's data source reads an annotation. */
type Annotation = Omit<Json<AnnotationQuery>, 'target'> & {
  target: { refId: string; expr: string; interval: string };
  titleFormat: string;
  textFormat: string;
  useValueForTime: boolean;
};

type Variable = Omit<Json<VariableModel>, 'query'> & {
  query: string | { query: string; refId: string };
  definition?: string;
};

export type Checked = Omit<Json<Dashboard>, 'panels' | 'annotations' | 'templating'> & {
  panels: AnyPanel[];
  annotations: { list: Annotation[] };
  templating: { list: Variable[] };
};
