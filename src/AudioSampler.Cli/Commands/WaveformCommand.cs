using System.CommandLine;
using AudioSampler.Audio;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;
using AudioSampler.Audio.Waveform;
using AudioSampler.Cli.Output;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais waveform</c>: writes the waveform of a file for Peaks.js.</summary>
internal static class WaveformCommand
{
    private const int UsualBits = 8;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> path = new("file") { Description = "File" };
        Option<FileInfo?> output = new("--output", "-o") { Description = "Where to write (default: standard output)", HelpName = "FILE" };
        Option<int> samples = NumberOption.Whole(
            "--samples-per-pixel",
            "N",
            "Samples per pixel, 1 or more",
            PeaksData.UsualSamplesPerPixel,
            1,
            int.MaxValue
        );
        Option<int> bits = NumberOption.Whole("--bits", "N", "8 or 16", UsualBits, UsualBits, 2 * UsualBits);
        bits.AcceptOnlyFromAmong("8", "16");
        Option<bool> mono = new("--mono") { Description = "Draw the channels as one" };
        Option<int> diskReserve = CommonOptions.DiskReserve();
        var command = new Command("waveform", "Write the waveform of a file for Peaks.js (binary, version 2)")
        {
            path,
            output,
            samples,
            bits,
            mono,
            diskReserve,
        };
        command.SetAction(
            (parsed, token) =>
                WriteAsync(
                    parsed.GetRequiredValue(path),
                    parsed.GetValue(output),
                    parsed.GetValue(samples),
                    parsed.GetValue(bits),
                    parsed.GetValue(mono),
                    CommonOptions.Mebibytes(parsed.GetValue(diskReserve)),
                    token
                )
        );
        return command;
    }

    private static async Task<int> WriteAsync(
        string path,
        FileInfo? output,
        int samplesPerPixel,
        int bits,
        bool mono,
        long diskReserveBytes,
        CancellationToken cancellationToken
    )
    {
        if (output is null && !Console.IsOutputRedirected)
        {
            await Console.Error.WriteLineAsync("the waveform is binary: name a file with --output, or send it to a program");
            return ExitCode.Usage;
        }

        try
        {
            var pass = new DecodePass(FfmpegLocator.Locate());
            await using DecodedAudio audio = await pass.RunAsync(
                Path.GetFullPath(path),
                new DecodeOptions { WaveformBaseSamples = WaveformResolution.Filling(samplesPerPixel) },
                TempStore.Open(reserveBytes: diskReserveBytes),
                null,
                cancellationToken
            );
            using WaveformFile waveform = WaveformFile.Open(audio.WaveformPath);
            await using Stream destination = output is null ? new StandardOutput() : OutputFile.Create(output);
            await PeaksData.WriteAsync(waveform, destination, samplesPerPixel, bits, mono, cancellationToken);
            return ExitCode.Ok;
        }
        catch (AudioSamplerException exception) when (exception is not FfmpegMissingException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCode.Failed;
        }
        catch (IOException exception) when (output is not null && exception is not OutputLostException)
        {
            await Console.Error.WriteLineAsync(OutputFile.Refusal(output, exception));
            return ExitCode.Failed;
        }
    }
}
