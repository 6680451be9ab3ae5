using AudioSampler.Dsp.Windows;

namespace AudioSampler.Dsp.Tests.Windows;

public sealed class WindowTests
{
    /// <summary>Values of scipy.signal.get_window(name, 8, fftbins=True).</summary>
    [Theory]
    [InlineData(WindowKind.Hann, new[] { 0, 0.1464466094f, 0.5f, 0.8535533906f, 1, 0.8535533906f, 0.5f, 0.1464466094f })]
    [InlineData(WindowKind.Hamming, new[] { 0.08f, 0.2147308807f, 0.54f, 0.8652691193f, 1, 0.8652691193f, 0.54f, 0.2147308807f })]
    [InlineData(
        WindowKind.BlackmanHarris,
        new[] { 6e-5f, 0.02173583701f, 0.21747f, 0.695764163f, 1, 0.695764163f, 0.21747f, 0.02173583701f }
    )]
    [InlineData(WindowKind.Rectangular, new[] { 1f, 1, 1, 1, 1, 1, 1, 1 })]
    public void Window_has_the_values_of_scipy(WindowKind kind, float[] expected)
    {
        float[] window = Window.Make(kind, expected.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], window[i], 1e-6f);
        }
    }

    [Fact]
    public void Hann_at_half_overlap_adds_to_one()
    {
        float[] window = Window.Hann(1024);
        for (int i = 0; i < 512; i++)
        {
            Assert.Equal(1, window[i] + window[i + 512], 1e-6f);
        }
    }

    [Theory]
    [InlineData(WindowKind.Hann)]
    [InlineData(WindowKind.Hamming)]
    [InlineData(WindowKind.BlackmanHarris)]
    [InlineData(WindowKind.Rectangular)]
    public void One_sample_has_weight_one(WindowKind kind) => Assert.Equal([1f], Window.Make(kind, 1));

    [Theory]
    [InlineData(WindowKind.Hann)]
    [InlineData(WindowKind.Hamming)]
    [InlineData(WindowKind.BlackmanHarris)]
    public void Odd_length_is_symmetric_about_its_first_sample(WindowKind kind)
    {
        float[] window = Window.Make(kind, 101);
        for (int i = 1; i < window.Length; i++)
        {
            Assert.Equal(window[i], window[^i], 1e-6f);
            Assert.InRange(window[i], 0, 1);
        }
    }

    [Fact]
    public void Impossible_windows_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.Hann(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.Make((WindowKind)99, 8));
    }
}
