using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AudioSampler.Analysis.Analyzers.Notes;
using AudioSampler.Analysis.Export;
using AudioSampler.Audio;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;
using AudioSampler.Cli.Output;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais notes</c>: writes down the notes of a file or a stretch of it.</summary>
internal static class NotesCommand
{
    private const double LongestSeconds = 1e6;
    private static readonly NotesOptions s_usual = new();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> path = new("file") { Description = "File" };
        Option<double> start = NumberOption.Decimal("--start", "S", "Where to begin, in seconds", 0, 0, LongestSeconds);
        Option<double> end = NumberOption.Decimal(
            "--end",
            "S",
            "Where to end, in seconds (default: the end of the file)",
            LongestSeconds,
            0,
            LongestSeconds
        );
        Option<FileInfo?> midi = new("--midi") { Description = "Write a MIDI file", HelpName = "FILE" };
        Option<double> bpm = NumberOption.Decimal("--bpm", "N", "Tempo of the MIDI file", MidiFile.DefaultBpm, 10, 999);
        Option<bool> bends = new("--bends") { Description = "Write pitch bends: each note on a MIDI channel of its own, in turn" };
        Option<double> onset = Threshold("--onset", "How clearly a note has to begin", s_usual.OnsetThreshold);
        Option<double> frame = Threshold("--frame", "How clearly a note has to go on", s_usual.FrameThreshold);
        Option<double> least = Threshold("--least", "How clearly a note has to be heard on the whole", s_usual.LeastActivation);
        Option<int> diskReserve = CommonOptions.DiskReserve();
        Option<bool> json = CommonOptions.Json("Print the notes as JSON");
        var command = new Command("notes", "Write down the notes of a file or a stretch of it")
        {
            path,
            start,
            end,
            midi,
            bpm,
            bends,
            onset,
            frame,
            least,
            diskReserve,
            json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(midi) is null && (result.GetResult(bends) is not null || result.GetResult(bpm) is { Implicit: false }))
            {
                result.AddError("--bpm and --bends say how a MIDI file is written: name it with --midi");
            }

            if (result.GetResult(end) is { Implicit: false } && result.GetValue(end) <= result.GetValue(start))
            {
                result.AddError("--end has to lie after --start");
            }
        });
        command.SetAction(
            (parsed, token) =>
                RunAsync(
                    parsed.GetRequiredValue(path),
                    (parsed.GetValue(start), parsed.GetValue(end)),
                    new NotesOptions
                    {
                        OnsetThreshold = parsed.GetValue(onset),
                        FrameThreshold = parsed.GetValue(frame),
                        LeastActivation = parsed.GetValue(least),
                    },
                    CommonOptions.Mebibytes(parsed.GetValue(diskReserve)),
                    notes =>
                    {
                        if (parsed.GetValue(midi) is { } file)
                        {
                            using FileStream target = OutputFile.Create(file);
                            MidiFile.Write(target, notes.Notes, parsed.GetValue(start), parsed.GetValue(bpm), parsed.GetValue(bends));
                        }
                    },
                    parsed.GetValue(midi),
                    parsed.GetValue(json),
                    token
                )
        );
        return command;
    }

    private static Option<double> Threshold(string name, string description, double usual) =>
        NumberOption.Decimal(name, "0…1", description + ", 0.05 to 0.95: lower finds more notes, right and wrong ones", usual, 0.05, 0.95);

    private static async Task<int> RunAsync(
        string path,
        (double Start, double End) stretch,
        NotesOptions options,
        long diskReserveBytes,
        Action<NotesResult> write,
        FileInfo? midi,
        bool json,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var pass = new DecodePass(FfmpegLocator.Locate());
            await using DecodedAudio audio = await pass.RunAsync(
                Path.GetFullPath(path),
                new DecodeOptions(),
                TempStore.Open(reserveBytes: diskReserveBytes),
                null,
                cancellationToken
            );
            if (stretch.Start >= audio.DurationSeconds)
            {
                await Console.Error.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{ShownPath.Of(path)} is {audio.DurationSeconds:0.0} s long: --start has to lie before that"
                    )
                );
                return ExitCode.Usage;
            }

            Outcome<NotesResult> outcome = NotesOnDemand.Transcribe(audio, stretch.Start, stretch.End, options, cancellationToken);
            if (outcome is Outcome<NotesResult>.Skipped skipped)
            {
                await Console.Error.WriteLineAsync($"{ShownPath.Of(path)}: {skipped.Reason.Message}");
                return skipped.Reason.Code == AnalysisErrorCode.ModelMissing ? ExitCode.MissingDependency : ExitCode.NothingMatched;
            }

            NotesResult notes = outcome.ValueOrNull!;
            write(notes);
            Print(notes, json);
            return ExitCode.Ok;
        }
        catch (AudioSamplerException exception) when (exception is not FfmpegMissingException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCode.Failed;
        }
        catch (IOException exception) when (midi is not null && exception is not OutputLostException)
        {
            await Console.Error.WriteLineAsync(OutputFile.Refusal(midi, exception));
            return ExitCode.Failed;
        }
    }

    private static void Print(NotesResult notes, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(notes, AnalysisJson.Default.NotesResult));
        }
        else
        {
            NoteTable.Print(notes.Notes);
        }
    }
}
