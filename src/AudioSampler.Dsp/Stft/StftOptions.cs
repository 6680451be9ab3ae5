using System.Numerics;
using AudioSampler.Dsp.Fft;
using AudioSampler.Dsp.Windows;

namespace AudioSampler.Dsp.Stft;

/// <summary>The grid of a short-time Fourier transform.</summary>
public sealed record StftOptions
{
    /// <summary>Samples in a frame: a power of two, 2 to 2^20. Default 2048.</summary>
    public int FftLength { get; init; } = 2048;

    /// <summary>Samples from one frame to the next, 1 or more; may exceed the frame. Default 512.</summary>
    public int HopSamples { get; init; } = 512;

    /// <summary>Shape of the window over the whole frame, where <see cref="Window"/> is null. Default Hann.</summary>
    public WindowKind WindowKind { get; init; } = WindowKind.Hann;

    /// <summary>A window of one's own, 1 to <see cref="FftLength"/> weights, centred in the frame with zeros around it; else null, the default.</summary>
    public float[]? Window { get; init; }

    /// <summary>The ends of the signal. Default <see cref="StftPadding.Zero"/>.</summary>
    public StftPadding Padding { get; init; } = StftPadding.Zero;

    /// <summary>All that is wrong with these options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (FftLength is < 2 or > RealFft.MaxLength || !BitOperations.IsPow2(FftLength))
        {
            problems.Add($"{nameof(FftLength)} is {FftLength}: a power of two from 2 to {RealFft.MaxLength} is wanted");
        }

        if (HopSamples < 1)
        {
            problems.Add($"{nameof(HopSamples)} is {HopSamples}: 1 or more is wanted");
        }

        if (Window is not null && (Window.Length < 1 || Window.Length > FftLength))
        {
            problems.Add($"{nameof(Window)} has {Window.Length} weights: 1 to {nameof(FftLength)} are wanted");
        }

        if (!Enum.IsDefined(WindowKind) || !Enum.IsDefined(Padding))
        {
            problems.Add($"{nameof(WindowKind)} {WindowKind} or {nameof(Padding)} {Padding} is not known");
        }

        return problems;
    }
}
