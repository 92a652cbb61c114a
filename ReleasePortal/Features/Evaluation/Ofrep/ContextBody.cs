using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>Reads the body of an evaluation: <c>{"context":{"targetingKey":"…", …}}</c>.</summary>
internal static class ContextBody
{
    public const int MostBytes = 64 * 1024;

    /// <summary>
    /// The whole body, which the caller gives back with <see cref="Release"/>, or what is wrong with it. One that says that it is too
    /// large is not read at all.
    /// </summary>
    public static async ValueTask<(ReadOnlySequence<byte> Body, OfrepError? Error)> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MostBytes)
            return (default, OfrepError.TooLarge);

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(CancellationToken.None); // who hangs up ends it
            if (read.Buffer.Length > MostBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return (default, OfrepError.TooLarge);
            }

            if (read.IsCompleted)
                return (read.Buffer, null);
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The body is not looked at any more.</summary>
    public static void Release(HttpRequest request, in ReadOnlySequence<byte> body) => request.BodyReader.AdvanceTo(body.End);

    /// <summary>Reads the context.</summary>
    /// <returns>What is wrong with the body; null for nothing.</returns>
    public static OfrepError? Parse(in ReadOnlySequence<byte> body, out UserContext user)
    {
        if (body.IsSingleSegment)
            return Parse(body.FirstSpan, out user);

        var rented = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            body.CopyTo(rented);
            return Parse(rented.AsSpan(0, (int)body.Length), out user);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private static OfrepError? Parse(ReadOnlySpan<byte> body, out UserContext user)
    {
        user = default;
        if (!Utf8.IsValid(body))
            return OfrepError.BrokenJson;
        try
        {
            return ParseValid(body, out user);
        }
        catch (JsonException)
        {
            return OfrepError.BrokenJson;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            return OfrepError.BrokenJson;
        }
    }

    private static OfrepError? ParseValid(ReadOnlySpan<byte> body, out UserContext user)
    {
        user = default;
        OfrepError? error = OfrepError.NoContext;
        var reader = new Utf8JsonReader(body);
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
            reader.Skip();

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isContext = reader.ValueTextEquals("context"u8);
            reader.Read();
            if (isContext)
                error = UserContext.TryRead(ref reader, out user) ? null : OfrepError.WrongContext;
            else
                reader.Skip();
        }

        // What comes after the object is broken JSON, whatever stood in the object.
        while (reader.Read())
        {
        }

        return error;
    }
}
