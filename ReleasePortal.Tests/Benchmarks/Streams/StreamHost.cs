using System.Diagnostics;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Benchmarks.Streams;

/// <summary>
/// The portal in a process of its own, so that its heap holds readers and not their other ends. Writes its address; then, for every
/// line that it reads, the size of its heap and its working set, or the moment at which a change was committed.
/// </summary>
internal static class StreamHost
{
    /// <summary>The argument that makes this program the host.</summary>
    public const string Word = "stream-host";

    public const string Secret = "rp_server_measured";

    public const string AskHeap = "heap";

    public const string AskChange = "change";

    private const int Controls = 50;

    private const string Changed = "feature-0001";

    public static async Task ServeAsync()
    {
        await using var portal = new MeasuredPortal();
        var address = portal.Start();
        await portal.AddControlsAsync(Controls);
        await portal.ApplyAsync(
            (await portal.AddPersonAsync(Role.Administrator)).Actor,
            new CreateKey(Guid.CreateVersion7(), "Web shop", KeyKind.Server, "production", KeySecret.HashOf(Secret), KeySecret.PrefixOf(Secret)));
        var engineer = (await portal.AddPersonAsync(Role.Engineer)).Actor;
        Console.WriteLine(address);

        var isOpen = false;
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line is AskHeap)
            {
                Console.WriteLine($"{Heap.Size()} {Environment.WorkingSet}");
                continue;
            }

            isOpen = !isOpen;
            await portal.ApplyAsync(engineer, isOpen ? new ReleaseControlToEveryone(Changed, "production") : new Withdraw(Changed, "production"));
            Console.WriteLine(Stopwatch.GetTimestamp());
        }
    }
}
