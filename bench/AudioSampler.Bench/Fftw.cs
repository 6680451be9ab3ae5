using System.Runtime.InteropServices;

namespace AudioSampler.Bench;

/// <summary>The single-precision real transform of FFTW 3, planned by measurement, as a yardstick.</summary>
/// <remarks>FFTW is under the GPL: it is looked for on the machine, called here alone, and not shipped. A plan lives as long as the process.</remarks>
internal sealed unsafe partial class Fftw
{
    private const string Library = "libfftw3f.so.3";
    private const uint Measure = 0;

    private readonly int length;
    private readonly float* input;
    private readonly float* output;
    private readonly nint plan;

    private Fftw(int length)
    {
        this.length = length;
        input = (float*)Malloc((nuint)length * sizeof(float));
        output = (float*)Malloc((nuint)(length + 2) * sizeof(float));
        plan = PlanR2c(length, input, output, Measure);
    }

    /// <summary>A plan for <paramref name="length"/> samples; null where the library is not installed.</summary>
    public static Fftw? TryMake(int length)
    {
        if (!NativeLibrary.TryLoad(Library, out nint handle))
        {
            return null;
        }

        NativeLibrary.Free(handle);
        return new Fftw(length);
    }

    /// <summary>Where the samples belong. Kept by the transform.</summary>
    public Span<float> Input => new(input, length);

    /// <summary>The interleaved spectrum of the last <see cref="Execute()"/>.</summary>
    public ReadOnlySpan<float> Output => new(output, length + 2);

    /// <summary>Transforms the input.</summary>
    public void Execute() => Execute(plan);

    [LibraryImport(Library, EntryPoint = "fftwf_malloc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void* Malloc(nuint bytes);

    [LibraryImport(Library, EntryPoint = "fftwf_plan_dft_r2c_1d")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint PlanR2c(int n, float* input, float* output, uint flags);

    [LibraryImport(Library, EntryPoint = "fftwf_execute")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void Execute(nint plan);
}
