using System.Buffers;
using System.Collections.Immutable;

namespace AudioSampler.Inference.OnnxRuntime;

/// <summary>A model that is ready to run. Safe to use from several threads at once.</summary>
/// <remarks>The first call with a shape is slow, since the runtime plans its memory: keep to a few shapes.</remarks>
public sealed class OnnxSession : IDisposable
{
    private readonly OrtApi _api;
    private readonly OrtHandle _session;
    private readonly OrtHandle _memory;
    private readonly string _model;

    private OnnxSession(OrtApi api, string model, OrtHandle session, string provider, string? fallback)
    {
        _api = api;
        _model = model;
        _session = session;
        _memory = new OrtHandle(api, api.CreateCpuMemoryInfo(), OrtTable.ReleaseMemoryInfo);
        Provider = provider;
        FallbackReason = fallback;
        Inputs = Describe(OrtTable.SessionGetInputCount, OrtTable.SessionGetInputName, OrtTable.SessionGetInputTypeInfo);
        Outputs = Describe(OrtTable.SessionGetOutputCount, OrtTable.SessionGetOutputName, OrtTable.SessionGetOutputTypeInfo);
    }

    /// <summary>What the model takes.</summary>
    public ImmutableArray<OnnxValueInfo> Inputs { get; }

    /// <summary>What it gives.</summary>
    public ImmutableArray<OnnxValueInfo> Outputs { get; }

    /// <summary>What it runs on: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Provider { get; }

    /// <summary>Why it runs on the processor though a GPU was asked for; null when that isn't so.</summary>
    public string? FallbackReason { get; }

    /// <summary>Opens a model file.</summary>
    /// <param name="modelName">Name of the model, for messages.</param>
    /// <param name="path">The file, an ONNX model.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <exception cref="ModelException">The runtime is missing, or the file is no model that it can run.</exception>
    public static OnnxSession Open(string modelName, string path, OnnxSessionOptions? options = null) =>
        File.Exists(path)
            ? Open(modelName, options ?? new OnnxSessionOptions(), (api, settings) => api.CreateSession(path, settings))
            : throw new ModelException(modelName, $"its file {path} is gone");

    /// <summary>Opens a model in memory, which may be given back afterwards.</summary>
    /// <param name="modelName">Name of the model, for messages.</param>
    /// <param name="model">An ONNX model.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <exception cref="ModelException">The runtime is missing, or the bytes are no model that it can run.</exception>
    public static OnnxSession Open(string modelName, ReadOnlyMemory<byte> model, OnnxSessionOptions? options = null) =>
        Open(modelName, options ?? new OnnxSessionOptions(), (api, settings) => api.CreateSession(model.Span, settings));

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">All inputs.</param>
    /// <param name="outputs">The outputs that are wanted.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    /// <exception cref="ModelException">A name, type, or size is wrong, or the run failed.</exception>
    /// <exception cref="OperationCanceledException">The token was set.</exception>
    public unsafe void Run(ReadOnlySpan<OnnxInput> inputs, ReadOnlySpan<OnnxOutput> outputs, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var held = new List<IDisposable>((2 * inputs.Length) + (2 * outputs.Length) + 1);
        nint* inputNames = stackalloc nint[inputs.Length];
        nint* inputValues = stackalloc nint[inputs.Length];
        nint* outputNames = stackalloc nint[outputs.Length];
        nint* outputValues = stackalloc nint[outputs.Length];
        try
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                inputNames[i] = Pin(OrtApi.Utf8(inputs[i].Name), held);
                inputValues[i] = Tensor(inputs[i], held);
            }

            for (int i = 0; i < outputs.Length; i++)
            {
                outputNames[i] = Pin(OrtApi.Utf8(outputs[i].Name), held);
                outputValues[i] = 0;
            }

            var run = new OrtHandle(_api, _api.CreateRunOptions(), OrtTable.ReleaseRunOptions);
            held.Add(run);
            try
            {
                using CancellationTokenRegistration registration = cancellationToken.Register(() => _api.Terminate(run.Value));
                using var use = new Use(_session);
                _api.Run(use.Value, run.Value, inputNames, inputValues, inputs.Length, outputNames, outputValues, outputs.Length);
            }
            finally
            {
                for (int i = 0; i < outputs.Length; i++)
                {
                    if (outputValues[i] != 0)
                    {
                        held.Add(new OrtHandle(_api, outputValues[i], OrtTable.ReleaseValue));
                    }
                }
            }

            for (int i = 0; i < outputs.Length; i++)
            {
                Copy(outputValues[i], outputs[i]);
            }
        }
        catch (OrtException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ModelException(_model, exception.Message.ReplaceLineEndings(" "));
        }
        finally
        {
            // Values go before the memory that they look at.
            for (int i = held.Count - 1; i >= 0; i--)
            {
                held[i].Dispose();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _session.Dispose();
        _memory.Dispose();
    }

    private static OnnxSession Open(string modelName, OnnxSessionOptions options, Func<OrtApi, nint, nint> create)
    {
        OrtApi api = OnnxRuntimeLibrary.Api(modelName);
        try
        {
            (string provider, string? fallback) = ("cpu", null);
            using OrtHandle settings = Settings(api, options);
            if (options.Device == OnnxDevice.Cuda)
            {
                (provider, fallback) = TryCuda(api, settings.Value, options);
            }

            var session = new OrtHandle(api, create(api, settings.Value), OrtTable.ReleaseSession);
            try
            {
                return new OnnxSession(api, modelName, session, provider, fallback);
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch (OrtException exception)
        {
            throw new ModelException(modelName, $"the runtime can't use it: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static OrtHandle Settings(OrtApi api, OnnxSessionOptions options)
    {
        const int AllOptimisations = 99;
        var settings = new OrtHandle(api, api.CreateSessionOptions(), OrtTable.ReleaseSessionOptions);
        api.Set(OrtTable.SetIntraOpNumThreads, settings.Value, options.Threads);
        api.Set(OrtTable.SetInterOpNumThreads, settings.Value, 1);
        api.Set(OrtTable.SetSessionGraphOptimizationLevel, settings.Value, AllOptimisations);
        api.AddConfig(settings.Value, "session.intra_op.allow_spinning", "0");
        if (!options.MemoryArena)
        {
            api.Set(OrtTable.DisableCpuMemArena, settings.Value);
            api.Set(OrtTable.DisableMemPattern, settings.Value);
        }

        return settings;
    }

    private static (string Provider, string? Fallback) TryCuda(OrtApi api, nint settings, OnnxSessionOptions options)
    {
        try
        {
            api.AppendCuda(
                settings,
                [
                    ("device_id", "0"),
                    ("gpu_mem_limit", options.GpuMemoryLimitBytes.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                    ("arena_extend_strategy", "kSameAsRequested"),
                    ("cudnn_conv_algo_search", "HEURISTIC"),
                    ("cudnn_conv_use_max_workspace", "0"),
                    ("do_copy_in_default_stream", "1"),
                ]
            );
            return ("cuda", null);
        }
        catch (OrtException exception)
        {
            return ("cpu", $"CUDA can't be used, so the processor is: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static unsafe nint Pin(byte[] bytes, List<IDisposable> held)
    {
        MemoryHandle pinned = bytes.AsMemory().Pin();
        held.Add(pinned);
        return (nint)pinned.Pointer;
    }

    private unsafe nint Tensor(OnnxInput input, List<IDisposable> held)
    {
        bool floats = input.ElementType == OnnxElementType.Float;
        int length = floats ? input.Floats.Length : input.Integers.Length;
        MemoryHandle pinned = floats ? input.Floats.Pin() : input.Integers.Pin();
        held.Add(pinned);
        long bytes = (long)length * (floats ? sizeof(float) : sizeof(long));
        nint value = _api.CreateTensor(_memory.Value, pinned.Pointer, bytes, input.Shape.AsSpan(), (int)input.ElementType);
        held.Add(new OrtHandle(_api, value, OrtTable.ReleaseValue));
        return value;
    }

    private unsafe void Copy(nint value, OnnxOutput output)
    {
        (int type, long[] shape, nint data) = _api.Read(value);
        if (type != (int)OnnxElementType.Float)
        {
            throw new ModelException(_model, $"its output {output.Name} holds no floats");
        }

        long length = shape.Aggregate(1L, (product, dimension) => product * dimension);
        if (length != output.Destination.Length)
        {
            throw new ModelException(
                _model,
                $"its output {output.Name} has {length} elements ({string.Join(" x ", shape)}), not {output.Destination.Length}"
            );
        }

        new ReadOnlySpan<float>((void*)data, output.Destination.Length).CopyTo(output.Destination.Span);
    }

    private ImmutableArray<OnnxValueInfo> Describe(int count, int name, int type)
    {
        var values = ImmutableArray.CreateBuilder<OnnxValueInfo>();
        for (int i = 0; i < _api.Count(count, _session.Value); i++)
        {
            (int elementType, long[]? shape) = _api.Type(type, _session.Value, i);
            values.Add(new OnnxValueInfo(_api.Name(name, _session.Value, i), (OnnxElementType)elementType, [.. shape ?? []]));
        }

        return values.ToImmutable();
    }

    /// <summary>Keeps a handle alive while it is used, though another thread disposes it.</summary>
    private readonly struct Use : IDisposable
    {
        private readonly OrtHandle _handle;

        public Use(OrtHandle handle)
        {
            bool added = false;
            handle.DangerousAddRef(ref added);
            _handle = handle;
        }

        public nint Value => _handle.Value;

        public void Dispose() => _handle.DangerousRelease();
    }
}
