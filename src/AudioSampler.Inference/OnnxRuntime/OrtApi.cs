using System.Runtime.InteropServices;
using System.Text;

namespace AudioSampler.Inference.OnnxRuntime;

/// <summary>
/// The functions of the loaded library, as they are: pointers in, pointers out. A status that is not success becomes an <see cref="OrtException"/>. One
/// for the whole process; the library is never unloaded.
/// </summary>
internal sealed unsafe class OrtApi
{
    private readonly nint* _table;
    private readonly nint _env;

    private OrtApi(nint* table)
    {
        _table = table;
        nint env;
        fixed (byte* name = "ais"u8)
        {
            const int ErrorsOnly = 3;
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)table[OrtTable.CreateEnv])(ErrorsOnly, name, &env));
        }

        _env = env;
    }

    /// <summary>Takes the functions out of a loaded library.</summary>
    /// <param name="library">Handle of the library.</param>
    /// <param name="version">What it says of its version; null when it is no ONNX Runtime.</param>
    /// <returns>The functions; null when the library is older than version <see cref="OrtTable.Version"/> of the interface.</returns>
    public static OrtApi? Of(nint library, out string? version)
    {
        version = null;
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out nint export))
        {
            return null;
        }

        nint* root = ((delegate* unmanaged<nint*>)export)();
        version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)root[1])());
        nint* table = ((delegate* unmanaged<uint, nint*>)root[0])(OrtTable.Version);
        return table is null ? null : new OrtApi(table);
    }

    public void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        int code = ((delegate* unmanaged<nint, int>)_table[OrtTable.GetErrorCode])(status);
        string message =
            Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)_table[OrtTable.GetErrorMessage])(status)) ?? "no message";
        Release(OrtTable.ReleaseStatus, status);
        throw new OrtException(code, message);
    }

    /// <summary>Calls one of the functions that let go of something.</summary>
    public void Release(int function, nint handle) => ((delegate* unmanaged<nint, void>)_table[function])(handle);

    public nint CreateSessionOptions()
    {
        nint options;
        Check(((delegate* unmanaged<nint*, nint>)_table[OrtTable.CreateSessionOptions])(&options));
        return options;
    }

    public void Set(int function, nint options, int value) =>
        Check(((delegate* unmanaged<nint, int, nint>)_table[function])(options, value));

    public void Set(int function, nint options) => Check(((delegate* unmanaged<nint, nint>)_table[function])(options));

    public void AddConfig(nint options, string key, string value)
    {
        fixed (
            byte* k = Utf8(key),
                v = Utf8(value)
        )
        {
            Check(((delegate* unmanaged<nint, byte*, byte*, nint>)_table[OrtTable.AddSessionConfigEntry])(options, k, v));
        }
    }

    public void AppendCuda(nint options, IReadOnlyList<(string Key, string Value)> settings)
    {
        nint cuda;
        Check(((delegate* unmanaged<nint*, nint>)_table[OrtTable.CreateCudaOptions])(&cuda));
        nint[] keys = new nint[settings.Count];
        nint[] values = new nint[settings.Count];
        try
        {
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = Marshal.StringToCoTaskMemUTF8(settings[i].Key);
                values[i] = Marshal.StringToCoTaskMemUTF8(settings[i].Value);
            }

            fixed (
                nint* k = keys,
                    v = values
            )
            {
                Check(
                    ((delegate* unmanaged<nint, nint*, nint*, nuint, nint>)_table[OrtTable.UpdateCudaOptions])(
                        cuda,
                        k,
                        v,
                        (nuint)keys.Length
                    )
                );
            }

            Check(((delegate* unmanaged<nint, nint, nint>)_table[OrtTable.AppendCuda])(options, cuda));
        }
        finally
        {
            Array.ForEach(keys, Marshal.FreeCoTaskMem);
            Array.ForEach(values, Marshal.FreeCoTaskMem);
            Release(OrtTable.ReleaseCudaOptions, cuda);
        }
    }

    public nint CreateSession(string path, nint options)
    {
        nint session;
        string native = OperatingSystem.IsWindows() ? path : string.Empty;
        fixed (byte* narrow = Utf8(path))
        fixed (char* wide = native)
        {
            void* name = OperatingSystem.IsWindows() ? wide : narrow;
            Check(((delegate* unmanaged<nint, void*, nint, nint*, nint>)_table[OrtTable.CreateSession])(_env, name, options, &session));
        }

        return session;
    }

    public nint CreateSession(ReadOnlySpan<byte> model, nint options)
    {
        nint session;
        fixed (byte* bytes = model)
        {
            Check(
                ((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)_table[OrtTable.CreateSessionFromArray])(
                    _env,
                    bytes,
                    (nuint)model.Length,
                    options,
                    &session
                )
            );
        }

        return session;
    }

    public int Count(int function, nint session)
    {
        nuint count;
        Check(((delegate* unmanaged<nint, nuint*, nint>)_table[function])(session, &count));
        return checked((int)count);
    }

    public string Name(int function, nint session, int index)
    {
        nint allocator;
        Check(((delegate* unmanaged<nint*, nint>)_table[OrtTable.GetAllocatorWithDefaultOptions])(&allocator));
        nint name;
        Check(((delegate* unmanaged<nint, nuint, nint, nint*, nint>)_table[function])(session, (nuint)index, allocator, &name));
        string text = Marshal.PtrToStringUTF8(name) ?? string.Empty;
        Check(((delegate* unmanaged<nint, nint, nint>)_table[OrtTable.AllocatorFree])(allocator, name));
        return text;
    }

    /// <summary>Element type and shape of an input or output; shape null when it is no tensor.</summary>
    public (int ElementType, long[]? Shape) Type(int function, nint session, int index)
    {
        nint type;
        Check(((delegate* unmanaged<nint, nuint, nint*, nint>)_table[function])(session, (nuint)index, &type));
        try
        {
            nint tensor; // Borrowed from the type: never released.
            Check(((delegate* unmanaged<nint, nint*, nint>)_table[OrtTable.CastTypeInfoToTensorInfo])(type, &tensor));
            return tensor == 0 ? (0, null) : (ElementType(tensor), Dimensions(tensor));
        }
        finally
        {
            Release(OrtTable.ReleaseTypeInfo, type);
        }
    }

    /// <summary>A tensor over memory that stays where it is until the value is released.</summary>
    public nint CreateTensor(nint memoryInfo, void* data, long bytes, ReadOnlySpan<long> shape, int elementType)
    {
        nint value;
        long none = 0; // A scalar has no dimensions, but the pointer to them may not be null.
        fixed (long* given = shape)
        {
            long* dimensions = shape.IsEmpty ? &none : given;
            Check(
                ((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)_table[OrtTable.CreateTensorWithDataAsOrtValue])(
                    memoryInfo,
                    data,
                    checked((nuint)bytes),
                    dimensions,
                    (nuint)shape.Length,
                    elementType,
                    &value
                )
            );
        }

        return value;
    }

    /// <summary>Shape and data of a value that the runtime made; the data is the value's.</summary>
    public (int ElementType, long[] Shape, nint Data) Read(nint value)
    {
        nint info;
        Check(((delegate* unmanaged<nint, nint*, nint>)_table[OrtTable.GetTensorTypeAndShape])(value, &info));
        try
        {
            nint data;
            Check(((delegate* unmanaged<nint, nint*, nint>)_table[OrtTable.GetTensorMutableData])(value, &data));
            return (ElementType(info), Dimensions(info), data);
        }
        finally
        {
            Release(OrtTable.ReleaseTensorTypeAndShapeInfo, info);
        }
    }

    public nint CreateCpuMemoryInfo()
    {
        nint info;
        Check(((delegate* unmanaged<int, int, nint*, nint>)_table[OrtTable.CreateCpuMemoryInfo])(0, 0, &info));
        return info;
    }

    public nint CreateRunOptions()
    {
        nint options;
        Check(((delegate* unmanaged<nint*, nint>)_table[OrtTable.CreateRunOptions])(&options));
        return options;
    }

    public void Terminate(nint runOptions) => Check(((delegate* unmanaged<nint, nint>)_table[OrtTable.RunOptionsSetTerminate])(runOptions));

    /// <summary>Runs a session; output values that are 0 are made by the runtime.</summary>
    public void Run(
        nint session,
        nint runOptions,
        nint* inputNames,
        nint* inputs,
        int inputCount,
        nint* outputNames,
        nint* outputs,
        int outputCount
    ) =>
        Check(
            ((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)_table[OrtTable.Run])(
                session,
                runOptions,
                inputNames,
                inputs,
                (nuint)inputCount,
                outputNames,
                (nuint)outputCount,
                outputs
            )
        );

    /// <summary>A text with the zero at its end that C wants.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + "\0");

    private int ElementType(nint info)
    {
        int type;
        Check(((delegate* unmanaged<nint, int*, nint>)_table[OrtTable.GetTensorElementType])(info, &type));
        return type;
    }

    private long[] Dimensions(nint info)
    {
        nuint rank;
        Check(((delegate* unmanaged<nint, nuint*, nint>)_table[OrtTable.GetDimensionsCount])(info, &rank));
        long[] shape = new long[rank];
        fixed (long* dimensions = shape)
        {
            Check(((delegate* unmanaged<nint, long*, nuint, nint>)_table[OrtTable.GetDimensions])(info, dimensions, rank));
        }

        return shape;
    }
}
