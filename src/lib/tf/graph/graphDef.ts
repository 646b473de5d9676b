import type { Attribute, Binding, Values } from '../nodeBackend';

/** One operation of a graph. `inputs` are names of nodes, with ":1" and so on behind them for other outputs than the first. */
export interface Node {
  name: string;
  op: string;
  inputs: readonly string[];
  attributes: readonly Attribute[];
  /** Of a constant. */
  tensor?: { shape: readonly number[]; dtype: number; values: Values };
}

/** The messages of TensorFlow's file format which are written; tfjs-node reads SavedModels by them and has no types for them. */
interface Message {
  serializeBinary(): Uint8Array;
  [method: string]: (...args: unknown[]) => unknown;
}
type Messages = Record<string, (new () => Message) & { ListValue: new () => Message; Dim: new () => Message; MetaInfoDef: new () => Message }>;
const messages = require('@tensorflow/tfjs-node/dist/proto/api_pb') as Messages;

/** The version of graphs that TensorFlow 2.18 writes. */
const PRODUCER = 1882;

function shapeOf(dims: readonly number[]): Message {
  const shape = new messages.TensorShape();
  for (const size of dims) {
    const dim = new messages.TensorShape.Dim();
    dim.setSize(size);
    shape.addDim(dim);
  }
  return shape;
}

const bytes = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

function attribute(binding: Binding, { name, type, value }: Attribute): Message {
  const message = new messages.AttrValue();
  const plain = { [binding.TF_ATTR_INT]: 'I', [binding.TF_ATTR_FLOAT]: 'F', [binding.TF_ATTR_BOOL]: 'B', [binding.TF_ATTR_TYPE]: 'Type' }[type] as string | undefined;
  if (plain && Array.isArray(value)) {
    const list = new messages.AttrValue.ListValue();
    list[`set${plain}List`](value);
    message.setList(list);
  } else if (plain) message[`set${plain}`](value);
  else if (type === binding.TF_ATTR_STRING) message.setS(Buffer.from(value as string));
  else if (type === binding.TF_ATTR_SHAPE) message.setShape(shapeOf(value as number[]));
  else throw new TypeError(`attribute ${name} is of a kind (${type}) that graphs are not written with`);
  return message;
}

function constant({ shape, dtype, values }: NonNullable<Node['tensor']>): Message {
  const tensor = new messages.Tensor();
  tensor.setDtype(dtype);
  tensor.setTensorShape(shapeOf(shape));
  tensor.setTensorContent(bytes(values));
  const message = new messages.AttrValue();
  message.setTensor(tensor);
  return message;
}

function nodeDef(binding: Binding, node: Node): Message {
  const message = new messages.NodeDef();
  message.setName(node.name);
  message.setOp(node.op);
  message.setInputList([...node.inputs]);
  const attributes = message.getAttrMap() as Map<string, Message>;
  for (const each of node.attributes) attributes.set(each.name, attribute(binding, each));
  if (node.tensor) attributes.set('value', constant(node.tensor));
  return message;
}

/** The file saved_model.pb of a graph, a SavedModel without variables. The same nodes give the same bytes. @see https://www.tensorflow.org/guide/saved_model */
export function savedModel(binding: Binding, nodes: readonly Node[]): Uint8Array {
  const [graph, versions, info, meta, model] = [new messages.GraphDef(), new messages.VersionDef(), new messages.MetaGraphDef.MetaInfoDef(), new messages.MetaGraphDef(), new messages.SavedModel()];
  for (const node of nodes) graph.addNode(nodeDef(binding, node));
  versions.setProducer(PRODUCER);
  graph.setVersions(versions);
  info.addTags('serve');
  meta.setMetaInfoDef(info);
  meta.setGraphDef(graph);
  model.setSavedModelSchemaVersion(1);
  model.addMetaGraphs(meta);
  return model.serializeBinary();
}
