using AudioSampler.Inference.Onnx;
using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Testing;

namespace AudioSampler.Inference.Tests.OnnxRuntime;

public sealed class OnnxSessionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public OnnxSessionTests() => RuntimeForTests.Require();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_says_what_it_takes_and_gives()
    {
        using OnnxSession session = OnnxSession.Open("double", Doubling());

        Assert.Equal("x", Assert.Single(session.Inputs).Name);
        Assert.Equal([-1, 3], session.Inputs[0].Shape);
        Assert.Equal(OnnxElementType.Float, session.Inputs[0].ElementType);
        Assert.Equal("y", Assert.Single(session.Outputs).Name);
        Assert.Equal(("cpu", null), (session.Provider, session.FallbackReason));
    }

    [Fact]
    public void It_runs_from_memory_and_from_a_file_with_any_free_length()
    {
        string path = _folder.File("double.onnx");
        File.WriteAllBytes(path, Doubling());
        using OnnxSession fromFile = OnnxSession.Open("double", path);
        using OnnxSession fromMemory = OnnxSession.Open("double", Doubling());

        Assert.Equal([2f, 4, 6], Run(fromFile, [1, 2, 3]));
        Assert.Equal([2f, 4, 6, 8, 10, 12], Run(fromMemory, [1, 2, 3, 4, 5, 6]));
    }

    [Fact]
    public void Several_threads_may_run_one_session()
    {
        using OnnxSession session = OnnxSession.Open("double", Doubling());

        Parallel.For(
            0,
            500,
            i =>
            {
                float[] y = Run(session, [i, i + 1, i + 2]);
                Assert.Equal([2f * i, 2 * (i + 1), 2 * (i + 2)], y);
            }
        );
    }

    [Theory]
    [InlineData("z", 3, 3, "z")]
    [InlineData("x", 2, 3, "")]
    [InlineData("x", 3, 2, "3 elements")]
    public void What_does_not_fit_is_told_with_the_name_of_the_model(string input, int given, int wanted, string message)
    {
        using OnnxSession session = OnnxSession.Open("double", Doubling());

        ModelException exception = Assert.Throws<ModelException>(() =>
            session.Run([new OnnxInput(input, new float[given], [1, 3])], [new OnnxOutput("y", new float[wanted])], CancellationToken.None)
        );

        Assert.Equal("double", exception.Model);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_model_is_refused()
    {
        ModelException garbage = Assert.Throws<ModelException>(() => OnnxSession.Open("junk", new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }));
        ModelException missing = Assert.Throws<ModelException>(() => OnnxSession.Open("gone", _folder.File("gone.onnx")));

        Assert.Contains("junk", garbage.Message, StringComparison.Ordinal);
        Assert.Contains("gone.onnx is gone", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_GPU_that_is_not_there_is_replaced_by_the_processor_and_that_is_said()
    {
        using OnnxSession session = OnnxSession.Open("double", Doubling(), new OnnxSessionOptions { Device = OnnxDevice.Cuda });
        Assert.SkipWhen(session.Provider == "cuda", "this machine has CUDA");

        Assert.StartsWith("CUDA can't be used", session.FallbackReason, StringComparison.Ordinal);
        Assert.Equal([2f, 4, 6], Run(session, [1, 2, 3]));
    }

    [Fact]
    public void A_run_that_is_cancelled_ends()
    {
        using OnnxSession session = OnnxSession.Open("double", Doubling());
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            session.Run([new OnnxInput("x", new float[3], [1, 3])], [new OnnxOutput("y", new float[3])], cancelled.Token)
        );
    }

    [Fact]
    public void A_session_without_a_memory_arena_runs_as_well()
    {
        using OnnxSession session = OnnxSession.Open("double", Doubling(), new OnnxSessionOptions { MemoryArena = false, Threads = 2 });

        Assert.Equal([2f, 4, 6], Run(session, [1, 2, 3]));
    }

    private static float[] Run(OnnxSession session, float[] x)
    {
        float[] y = new float[x.Length];
        session.Run([new OnnxInput("x", x, [x.Length / 3, 3])], [new OnnxOutput("y", y)], CancellationToken.None);
        return y;
    }

    private static byte[] Doubling()
    {
        var graph = new OnnxGraph("double", 17);
        graph.Input("x", "n", 3);
        graph.Node("Mul", ["x", graph.Scalar(2)], output: "y");
        graph.Output("y", "n", 3);
        using var stream = new MemoryStream();
        graph.WriteTo(stream);
        return stream.ToArray();
    }
}
