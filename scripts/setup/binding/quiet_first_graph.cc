// Compiled into tfjs-node's binding. With the first graph of a process TensorFlow writes two lines of no use on the native stderr, whatever TF_CPP_MIN_LOG_LEVEL says (Abseil's
// logging, of which libtensorflow_cc has a copy that cannot be reached). So the first graph is a constant, run when the binding is loaded, with stderr turned away.
#include <fcntl.h>
#include <unistd.h>

#include "tensorflow/c/c_api.h"

namespace {

void FirstGraph() {
  TF_Status* status = TF_NewStatus();
  TF_Graph* graph = TF_NewGraph();
  TF_Tensor* zero = TF_AllocateTensor(TF_FLOAT, nullptr, 0, sizeof(float));
  *static_cast<float*>(TF_TensorData(zero)) = 0;
  TF_OperationDescription* description = TF_NewOperation(graph, "Const", "zero");
  TF_SetAttrTensor(description, "value", zero, status);
  TF_SetAttrType(description, "dtype", TF_FLOAT);
  TF_Output output = {TF_FinishOperation(description, status), 0};
  TF_SessionOptions* options = TF_NewSessionOptions();
  TF_Session* session = TF_NewSession(graph, options, status);
  TF_Tensor* result = nullptr;
  TF_SessionRun(session, nullptr, nullptr, nullptr, 0, &output, &result, 1, nullptr, 0, nullptr, status);
  if (result != nullptr) TF_DeleteTensor(result);
  TF_DeleteSession(session, status);
  TF_DeleteSessionOptions(options);
  TF_DeleteTensor(zero);
  TF_DeleteGraph(graph);
  TF_DeleteStatus(status);
}

const bool quiet = [] {
  const int before = dup(STDERR_FILENO);
  const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (before < 0 || nothing < 0) return false;
  dup2(nothing, STDERR_FILENO);
  FirstGraph();
  dup2(before, STDERR_FILENO);
  close(before);
  close(nothing);
  return true;
}();

}  // namespace
