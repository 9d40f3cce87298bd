import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.formats.TurtleDocumentFormat;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.io.RDFParserMetaData;
import org.semanticweb.owlapi.model.OWLDocumentFormat;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyCreationException;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;

/**
 * Judges Turtle files, one path a line on standard input, each alone: is it in OWL 2 DL and in OWL 2 RL?
 *
 * Prints a line for each file, with tabs between its columns: the path, how many triples made no axiom, the kinds of
 * violations of OWL 2 DL, and those of OWL 2 RL. A file that the OWL API cannot load or judge has
 * "unreadable" for a kind.
 */
public final class ProfileJudge {

    public static void main(String[] arguments) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = input.readLine(); path != null; path = input.readLine()) {
            System.out.println(path + "\t" + judge(new File(path)));
        }
    }

    private static String judge(File file) {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        try {
            // Naming the format keeps the other parsers from having a try at what Turtle's does not understand.
            OWLOntology ontology = manager.loadOntologyFromOntologyDocument(
                new FileDocumentSource(file, new TurtleDocumentFormat()));
            return unparsed(ontology) + "\t" + kinds(ontology, Profiles.OWL2_DL) + "\t"
                + kinds(ontology, Profiles.OWL2_RL);
        } catch (OWLOntologyCreationException | RuntimeException error) {
            return "0\tunreadable\tunreadable";
        }
    }

    private static long unparsed(OWLOntology ontology) {
        OWLDocumentFormat format = ontology.getFormat();
        return format == null ? 0 : format.getOntologyLoaderMetaData()
            .map(found -> ((RDFParserMetaData) found).getUnparsedTriples().count()).orElse(0L);
    }

    private static String kinds(OWLOntology ontology, Profiles profile) {
        List<OWLProfileViolation> found = profile.checkOntology(ontology).getViolations();
        return found.stream().map(violation -> violation.getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new)).stream().collect(Collectors.joining(","));
    }
}
