using System.Buffers;
using System.IO.Pipelines;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Features.Evaluation.Usage;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>Writes what was encoded beforehand into a response, whose length is known before its first byte.</summary>
internal static class AnswerBody
{
    /// <summary>A body is handed to the network in pieces of about this size, so that a slow reader holds no more of it.</summary>
    private const int PieceBytes = 16 * 1024;

    private static readonly byte[] Start = "{\"flags\":["u8.ToArray();
    private static readonly byte[] Comma = ","u8.ToArray();
    private static readonly byte[] Nothing = [];

    /// <summary>One answer.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="answer">Of one control.</param>
    /// <param name="end">What follows it.</param>
    public static async ValueTask WriteAsync(HttpResponse response, byte[] answer, byte[] end)
    {
        await BeginAsync(response, answer.Length + end.Length);
        response.BodyWriter.Write(answer);
        response.BodyWriter.Write(end);
        await response.BodyWriter.FlushAsync(CancellationToken.None);
    }

    /// <summary>The answers of all controls.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="answers">What the controls can answer.</param>
    /// <param name="user">For whom.</param>
    /// <param name="counted">Counts them.</param>
    /// <param name="ending">What follows the last one.</param>
    public static async ValueTask WriteAllAsync(
        HttpResponse response, EncodedState answers, UserContext user, BulkCount counted, byte[] ending)
    {
        Telemetry.EvaluatedAll(answers.State);
        var parts = ArrayPool<byte[]>.Shared.Rent((answers.Controls.Length * 2) + 2);
        try
        {
            var count = Collect(parts, answers, user, counted, ending, out var length);
            await BeginAsync(response, length);
            for (var next = 0; next < count;)
            {
                next = CopyPiece(response.BodyWriter, parts, next, count);
                if ((await response.BodyWriter.FlushAsync(CancellationToken.None)).IsCompleted)
                    return; // nobody reads it any more
            }
        }
        finally
        {
            ArrayPool<byte[]>.Shared.Return(parts);
        }
    }

    private static Task BeginAsync(HttpResponse response, long length)
    {
        response.ContentType = OfrepJson.ContentType;
        response.ContentLength = length;
        return response.StartAsync(CancellationToken.None); // from here on, what is written is not copied once more
    }

    /// <summary>Which texts the body consists of, in order.</summary>
    private static int Collect(byte[][] parts, EncodedState answers, in UserContext user, BulkCount counted, byte[] ending, out long length)
    {
        parts[0] = Start;
        length = Start.Length + ending.Length;
        var count = 1;
        for (var place = 0; place < answers.Controls.Length; place++)
        {
            var control = answers.Controls[place];
            var answer = control.Control.For(user);
            counted.Add(place, answer);
            var text = control.Text(answer);
            var end = text == control.KeyMissing ? Comma : answers.ItemEnd;
            parts[count++] = text;
            parts[count++] = end;
            length += text.Length + end.Length;
        }

        if (count > 1)
        {
            // Nothing comes after the last one.
            var end = parts[count - 1] == Comma ? Nothing : answers.AnswerEnd;
            length += end.Length - parts[count - 1].Length;
            parts[count - 1] = end;
        }

        parts[count++] = ending;
        return count;
    }

    /// <returns>Which text comes next.</returns>
    private static int CopyPiece(PipeWriter output, byte[][] parts, int next, int count)
    {
        var room = output.GetSpan(parts[next].Length);
        var (used, copied) = (0, 0);
        while (next < count && copied < PieceBytes)
        {
            var part = parts[next++];
            if (part.Length > room.Length - used)
            {
                output.Advance(used);
                room = output.GetSpan(part.Length);
                used = 0;
            }

            part.CopyTo(room[used..]);
            used += part.Length;
            copied += part.Length;
        }

        output.Advance(used);
        return next;
    }
}
