using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ReleasePortal.Changes;

namespace ReleasePortal.Tests.Changes;

/// <summary>Each entry is told once, whoever hears of it first.</summary>
public class ToldEntriesTests
{
    [Fact]
    public void Add_FirstEntryEver_IsTheBeginning()
    {
        var told = new ToldEntries();

        Assert.True(told.Add(501));
        Assert.Equal(501, told.UpTo);
    }

    [Fact]
    public void Add_EntryBeforeTheBeginning_IsNotTold()
    {
        var told = new ToldEntries();
        told.BeginAfter(500);

        Assert.False(told.Add(500));
        Assert.True(told.Add(501));
    }

    [Fact]
    public void BeginAfter_OnceItHasBegun_ChangesNothing()
    {
        var told = new ToldEntries();
        told.BeginAfter(500);

        told.BeginAfter(600);

        Assert.Equal(500, told.UpTo);
    }

    [Fact]
    public void Add_OwnEntryBeforeThatOfAnotherPortal_LeavesTheOtherToBeTold()
    {
        var told = new ToldEntries();
        told.BeginAfter(8);

        Assert.True(told.Add(10));
        Assert.Equal(8, told.UpTo);
        Assert.True(told.Add(9));
        Assert.Equal(10, told.UpTo);
    }

    [Fact]
    public void Add_Twice_IsToldOnce()
    {
        var told = new ToldEntries();
        told.BeginAfter(8);
        told.Add(10);

        Assert.False(told.Add(10));
    }

    [Property]
    public Property Add_AnyOrderWithRepetitions_TellsEachOnce() => Prop.ForAll(
        Gen.Choose(1, 30).ListOf().ToArbitrary(),
        sequences =>
        {
            var told = new ToldEntries();
            told.BeginAfter(0);

            return sequences.Count(sequence => told.Add(sequence)) == sequences.Distinct().Count();
        });
}
