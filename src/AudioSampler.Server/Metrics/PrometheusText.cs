using System.Buffers;
using System.Globalization;
using System.Text;

namespace AudioSampler.Server.Metrics;

/// <summary>How Prometheus text, version 0.0.4, is written: names, labels, numbers, and what has to be escaped in them.</summary>
internal static class PrometheusText
{
    /// <summary>A name with an underscore in place of each character that names may not have.</summary>
    public static string Name(string name) =>
        string.Concat(name.Select((c, i) => c is '_' or ':' || char.IsAsciiLetter(c) || (i > 0 && char.IsAsciiDigit(c)) ? c : '_'));

    /// <summary>Labels without their braces: <c>a="x",b="y"</c>.</summary>
    public static void WriteLabels(IBufferWriter<char> text, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            text.Write(i == 0 ? "" : ",");
            text.Write(labels[i].Key);
            text.Write("=\"");
            string value = labels[i].Value as string ?? Convert.ToString(labels[i].Value, CultureInfo.InvariantCulture) ?? "";
            foreach (char c in value)
            {
                text.Write(
                    c switch
                    {
                        '\\' => @"\\",
                        '"' => "\\\"",
                        '\n' => @"\n",
                        _ => new ReadOnlySpan<char>(in c),
                    }
                );
            }

            text.Write("\"");
        }
    }

    /// <summary>The text of a help line.</summary>
    public static void WriteHelp(StringBuilder text, string help)
    {
        int start = text.Length;
        text.Append(help);
        text.Replace(@"\", @"\\", start, text.Length - start);
        text.Replace("\n", @"\n", start, text.Length - start);
    }

    /// <summary>One line.</summary>
    /// <param name="text">Where it goes.</param>
    /// <param name="name">Name of the metric.</param>
    /// <param name="suffix">What is added to the name.</param>
    /// <param name="labels">Labels without braces; may be empty.</param>
    /// <param name="upperBound">Upper bound of a bucket; null for other samples.</param>
    /// <param name="value">The value.</param>
    public static void WriteSample(StringBuilder text, string name, string suffix, string labels, double? upperBound, double value)
    {
        text.Append(name).Append(suffix);
        if (labels.Length > 0 || upperBound is not null)
        {
            text.Append('{').Append(labels);
            if (upperBound is { } bound)
            {
                text.Append(labels.Length > 0 ? "," : "").Append("le=\"");
                WriteNumber(text, bound);
                text.Append('"');
            }

            text.Append('}');
        }

        text.Append(' ');
        WriteNumber(text, value);
        text.Append('\n');
    }

    private static void WriteNumber(StringBuilder text, double number) =>
        _ =
            double.IsNaN(number) ? text.Append("NaN")
            : double.IsInfinity(number) ? text.Append(number > 0 ? "+Inf" : "-Inf")
            : text.Append(CultureInfo.InvariantCulture, $"{number:R}");
}
