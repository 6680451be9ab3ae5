using AudioSampler.Plugins.Results;
using Spectre.Console;

namespace AudioSampler.Cli.Output;

/// <summary>Notes in a table for people, on standard output.</summary>
internal static class NoteTable
{
    private static readonly string[] s_names = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];

    /// <summary>Prints notes.</summary>
    public static void Print(IEnumerable<PlayedNote> notes)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Start", "Length", "Note", "MIDI", "Velocity", "Confidence");
        foreach (PlayedNote note in notes)
        {
            table.AddRow(
                new Text(Readable.Number(note.StartS, "0.000")),
                new Text(Readable.Number(note.EndS - note.StartS, "0.000")),
                new Text(Name(note.Midi)),
                new Text(Readable.Number(note.Midi, "0")),
                new Text(Readable.Number(note.Velocity, "0")),
                new Text(Readable.Number(note.Confidence, "0.00"))
            );
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Such as <c>A4</c> for 69.</summary>
    private static string Name(int midi) => $"{s_names[midi % 12]}{(midi / 12) - 1}";
}
