"""Jupyter's own tests of kernels (jupyter_kernel_test), which check every message against the protocol's specification, on the tslab kernel.

The package waits a tenth of a second for messages that are late on a busy machine, and as long for those that never come; here it waits for what has to come, and for nothing else.
"""
import unittest

import jupyter_kernel_test
from jupyter_kernel_test.msgspec_v5 import validate_message

WAIT = 60


class TslabTests(jupyter_kernel_test.KernelTests):
    kernel_name = "tslab"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oh')"
    completion_samples = [{"text": "Math.cbr", "matches": {"cbrt"}}, {"text": "'🎉'.codeP", "matches": {"codePointAt"}}, {"text": "nothingLikeThis.", "matches": set()}]
    complete_code_samples = ["1", "const f = (x: number) => 2 * x;", "for (const x of [1]) {\n  x;\n}", ""]
    incomplete_code_samples = ["function f() {", "[1, 2,", "`text", "/* text"]
    invalid_code_samples = ["const = 3;", "a b c"]
    code_generate_error = "throw new RangeError('no')"
    code_execute_result = [{"code": "6 * 7", "result": "42"}, {"code": "'a' + 'b'", "result": "'ab'"}, {"code": "new Map([[1, 2]])", "mime": "text/html"}]
    code_display_data = [{"code": "import { html, markdown } from 'gradus/display'; html('<b>x</b>')", "mime": "text/html"}, {"code": "markdown('*x*')", "mime": "text/markdown"}]
    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.sqrt"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        channel = cls.kc.iopub_channel
        get = channel.get_msg
        channel.get_msg = lambda timeout=None: get(timeout=WAIT)

    def flush_channels(self):
        """Takes what is on its way: all that comes before the end of a request made now."""
        last = self.kc.comm_info()
        while True:
            message = self.kc.iopub_channel.get_msg()
            validate_message(message)
            if message["parent_header"].get("msg_id") == last and message["content"].get("execution_state") == "idle":
                break
        while self.kc.get_shell_msg(timeout=WAIT)["parent_header"].get("msg_id") != last:
            pass


if __name__ == "__main__":
    unittest.main(verbosity=2)
